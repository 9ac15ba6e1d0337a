/** The README's line with weights and traces, run as it stands but for the port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, tally } from '../local/started';
import { describeWithEnvoy, envoyBinary } from '../support/envoy';
import { documentedCommands, root } from './documents';

jest.setTimeout(120_000);

const command = documentedCommands()
  .filter(({ document }) => document === 'README.md')
  .map((documented) => documented.command)
  .find((line) => line.startsWith('npm start') && line.includes('--trace'));

describeWithEnvoy(`README.md: ${command}`, () => {
  let port: number;
  let terminal: ChildProcess;
  let shown = '';
  beforeAll(async () => {
    port = await freePort();
    const env = { ...process.env, ENVOY_BIN: await envoyBinary() };
    terminal = spawn('sh', ['-c', `exec ${command} --port ${port}`], { cwd: root, env, detached: true });
    terminal.stdout?.on('data', (text) => (shown += text));
    terminal.stderr?.on('data', (text) => (shown += text));
    await untilShown(new RegExp(`http://localhost:${port}`));
  });
  afterAll(async () => {
    // Ctrl-C: everything in the foreground hears it.
    process.kill(-(terminal.pid ?? 0), 'SIGINT');
    await once(terminal, 'close');
    expect(shown).toContain('stopped; nothing is left');
  });

  async function untilShown(text: RegExp): Promise<void> {
    for (const end = Date.now() + 100_000; !text.test(shown); await sleep(20))
      if (Date.now() > end || terminal.exitCode !== null) throw new Error(`no ${text} in:\n${shown}`);
  }

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
    await untilShown(
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
