/** Where loopback is one address, as on macOS, tasks differ by their ports. Linux can do so, too, so it is tried here. */
import { join } from 'node:path';
import { type LocalMesh, startLocalMesh } from '../../lib/local/local-mesh';
import type { MeshEvent } from '../../lib/local/report/events';
import { overrideWeights } from '../../lib/mesh/weights';
import { colorTeller } from '../../services';
import { describeWithEnvoy, envoyBinary } from '../support/envoy';
import { freePort, tally } from './started';

jest.setTimeout(100_000);

const application = colorTeller.at({ stage: 'dev' });

function weighted(weights: Readonly<Record<string, number>>) {
  const override = { service: 'color-service', route: 'default', weights };
  const [changed] = overrideWeights([application], [override]).applications;
  return changed ?? application;
}

describeWithEnvoy('a mesh at one address', () => {
  let mesh: LocalMesh;
  let port: number;
  const events: MeshEvent[] = [];
  beforeAll(async () => {
    port = await freePort();
    mesh = await startLocalMesh(application, {
      root: join(__dirname, '..', '..'),
      envoy: await envoyBinary(),
      region: 'us-west-2',
      counts: new Map([['red', 2]]),
      externals: new Map(),
      port,
      machine: { PATH: process.env['PATH'] ?? '' },
      hasOneAddress: true,
      trace: false,
      tell: (event) => events.push(event),
      interrupted: new AbortController().signal,
    });
  });
  afterAll(() => mesh.stop());

  const color = async () => (await fetch(`http://127.0.0.1:${port}/gateway/color/color`)).text();

  test('answers, and gives each task a port of its own', async () => {
    expect(await tally(10, color)).toEqual({ '{"color":"red"}': 10 });
    const running = events.find((event) => event.event === 'running');
    const urls = running?.tasks.map(({ url }) => url) ?? [];
    expect(new Set(urls).size).toBe(5);
    expect(urls.slice(0, 4)).toEqual(Array(4).fill(expect.stringMatching(/^http:\/\/127\.0\.0\.1:2\d{4}$/)));
  });

  test('replaces an Envoy when its predecessor has gone', async () => {
    await mesh.update(weighted({ red: 0, blue: 100 }));
    expect(events.at(-1)).toMatchObject({ event: 'changed', replaced: ['client.1'] });
    expect(await tally(10, color)).toEqual({ '{"color":"blue"}': 10 });
  });
});
