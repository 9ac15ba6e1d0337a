/** What cannot start says why, ends with 1 and leaves nothing. */
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithEnvoy, envoyBinary } from '../support/envoy';
import {
  copyProject,
  descendantsOf,
  freePort,
  isAlive,
  type Started,
  startMesh,
  stopAll,
  survivorsOf,
} from './started';

jest.setTimeout(100_000);
afterAll(stopAll);

/** Whatever has been ready is gone. */
const left = ({ events }: Started) =>
  events.flatMap((event) => (event.event === 'ready' && isAlive(event.pid ?? 0) ? [event.task] : []));

describeWithEnvoy('npm start', () => {
  test('does not share a port with a stranger', async () => {
    const port = await freePort();
    const stranger = createServer();
    await once(stranger.listen(port), 'listening');
    const mesh = await startMesh({ port });
    expect(await mesh.ended).toBe(1);
    stranger.close();
    expect(mesh.stderr()).toBe(
      `gateway "ingress": cannot listen on 127.0.0.1:${port}: another program listens there; end that program, or choose another with npm start -- --port <port> [port-in-use]\n`,
    );
    expect(mesh.events).toEqual([]);
  });

  test('does not share a port with another mesh, and stands beside it on another', async () => {
    const first = await startMesh();
    await first.until('running');
    const second = await startMesh({ port: first.port });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain('[port-in-use]');
    const third = await startMesh({ words: ['--set', 'color-service/default:blue=1'] });
    await third.until('running');
    expect((await third.get('/gateway/color/color')).text).toBe('{"color":"blue"}');
    expect((await first.get('/gateway/color/color')).text).toBe('{"color":"red"}');
    for (const mesh of [first, third]) {
      mesh.process.kill('SIGINT');
      expect(await mesh.ended).toBe(0);
      expect(left(mesh)).toEqual([]);
    }
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('ends when npm ends by %s', async (signal) => {
    const mesh = await startMesh({ by: 'npm' });
    await mesh.until('running');
    const pids = descendantsOf(mesh.process.pid ?? 0);
    expect(pids.length).toBeGreaterThanOrEqual(9);
    mesh.process.kill(signal);
    expect(await survivorsOf(pids)).toEqual([]);
  });

  test('ends when its output is not read any more', async () => {
    const mesh = await startMesh();
    await mesh.until('starting');
    const pids = descendantsOf(mesh.process.pid ?? 0);
    mesh.process.stdout?.destroy();
    expect(await mesh.ended).toBe(0);
    expect(await survivorsOf(pids)).toEqual([]);
    expect(mesh.stderr()).toBe('');
  });

  test('tells what a service said that dies at its start', async () => {
    const root = await copyProject();
    const file = join(root, 'services', 'color-teller', 'application.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("COLOR_BACKEND: urlOf('color-service'),", ''));
    const mesh = await startMesh({ root });
    expect(await mesh.ended).toBe(1);
    rmSync(root, { recursive: true, force: true });
    expect(await mesh.until('failed')).toMatchObject({
      task: 'client.1',
      role: 'service',
      reason: 'ended with 1',
      tail: [expect.stringContaining('COLOR_BACKEND is not set')],
    });
    expect(mesh.stderr()).toBe(
      'task "client.1": its service did not come up: ended with 1; see its last lines above [task-not-ready]\n',
    );
    expect(left(mesh)).toEqual([]);
  });

  test('tells what an Envoy said that refuses what it is given', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'envoy-'));
    const envoy = join(folder, 'envoy');
    writeFileSync(envoy, `#!/bin/sh\nexec '${await envoyBinary()}' "$@" --drain-strategy never\n`);
    chmodSync(envoy, 0o755);
    const mesh = await startMesh({ envoy });
    expect(await mesh.ended).toBe(1);
    rmSync(folder, { recursive: true, force: true });
    const { role, tail } = await mesh.until('failed');
    expect({ role, tail: tail.join('\n') }).toEqual({
      role: 'envoy',
      tail: expect.stringContaining('drain-strategy'),
    });
    expect(mesh.stderr()).toContain('[task-not-ready]');
    expect(left(mesh)).toEqual([]);
  });

  test.each([
    [['colour-teller'], 'application-unknown'],
    [['--tasks', 'green=2'], 'flag-value'],
    [['--tasks', 'red=many'], 'flag-value'],
    [['--tasks', 'red=1,red=2'], 'flag-value'],
    [['--external', 'red=127.0.0.1:80'], 'flag-value'],
    [['--port', '0'], 'flag-value'],
    [['color-teller', 'ecsworkshop'], 'flag-value'],
    [['--set', 'color-service/default:green=2'], 'weights-target-unknown'],
    [['--set', 'color-service/default:red=0'], 'route-weights-sum'],
    [['--set', 'colour-service/default:red=1'], 'weights-route-unknown'],
    [['--set', 'ecsdemo-nodejs/default:ecsdemo-nodejs=1'], 'weights-route-unknown'],
    [['--logs', 'green'], 'task-unknown'],
    [['--trail'], 'flag-unknown'],
  ])('refuses %j before anything starts', async (words, code) => {
    const mesh = await startMesh({ words });
    expect(await mesh.ended).toBe(1);
    expect(mesh.stderr()).toContain(`[${code}]`);
    expect(mesh.events).toEqual([]);
  });
});
