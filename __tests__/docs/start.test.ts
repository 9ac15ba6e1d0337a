/** The line of `docs/run-here.md` with weights and traces, run as it stands but for the port. */
import { freePort, tally } from '../local/started';
import { describeWithEnvoy } from '../support/envoy';
import { documentedCommands, root } from './documents';
import { Terminal } from './terminal';

jest.setTimeout(120_000);

const command = documentedCommands()
  .filter(({ document }) => document === 'docs/run-here.md')
  .map((documented) => documented.command)
  .find((line) => line.startsWith('npm start') && line.includes('--trace'));

describeWithEnvoy(`docs/run-here.md: ${command}`, () => {
  let port: number;
  let terminal: Terminal;
  beforeAll(async () => {
    port = await freePort();
    terminal = await Terminal.open(`${command} --port ${port}`, root);
    await terminal.untilShown(new RegExp(`http://localhost:${port}`));
  });
  afterAll(async () => {
    expect(await terminal.close()).toContain('stopped; nothing is left');
  });

  test('answers in both colors, about as often', async () => {
    const counted = await tally(100, async () =>
      (await fetch(`http://127.0.0.1:${port}/gateway/color/color`)).text(),
    );
    const { '{"color":"blue"}': blue = 0, '{"color":"red"}': red = 0 } = counted;
    expect(red + blue).toBe(100);
    // Six standard deviations.
    expect(Math.abs(red - blue)).toBeLessThan(60);
  });

  test('shows the way of each request as a tree, with times', async () => {
    const times = String.raw`\d+\.\d ms \(\+\d+\.\d\)`;
    await terminal.untilShown(
      new RegExp(
        [
          String.raw`^dev-sample-mesh/ingress ingress GET http://\S+/gateway/color/color 200  \d+\.\d ms`,
          String.raw`└─ dev-sample-mesh/client\.1 ingress GET http://\S+ 200  ${times}`,
          String.raw` +└─ dev-sample-mesh/client\.1 egress GET http://\S+ 200  ${times}`,
          String.raw` +└─ dev-sample-mesh/(red|blue)\.1 ingress GET http://\S+ 200  ${times}$`,
        ].join('\n'),
        'm',
      ),
    );
  });
});
