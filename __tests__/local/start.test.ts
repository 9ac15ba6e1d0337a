/** `npm start`: color-teller on real Envoy, from its first request to the last process that it leaves behind, which is none. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithEnvoy } from '../support/envoy';
import { get } from '../support/http';
import { descendantsOf, type Started, startMesh, stopAll, survivorsOf, tally } from './started';

jest.setTimeout(40_000);
afterAll(stopAll);

const color = async (mesh: Started) =>
  JSON.parse((await mesh.get('/gateway/color/color')).text).color as string;

describeWithEnvoy('npm start', () => {
  let mesh: Started;
  beforeAll(async () => {
    mesh = await startMesh({ words: ['--tasks', 'red=2', '--trace', '--access-log'] });
  });

  const hostOf = (task: string) => {
    const running = mesh.events.find((event) => event.event === 'running');
    return new URL(running?.tasks.find((row) => row.task === task)?.admin ?? '').hostname;
  };

  test('says where everything is, and the gateway answers', async () => {
    const { application, tasks } = await mesh.until('running');
    expect({ application, tasks: tasks.map(({ task }) => task) }).toEqual({
      application: 'color-teller',
      tasks: ['blue.1', 'client.1', 'red.1', 'red.2', 'ingress'],
    });
    expect(tasks.at(-1)).toMatchObject({ service: 'ingress', url: `http://localhost:${mesh.port}` });
    expect(tasks[2]).toMatchObject({ service: 'color-service', version: 'red', zone: 'us-west-2a' });
    expect(tasks[3]).toMatchObject({ zone: 'us-west-2b' });
    expect(await mesh.get('/gateway/color/color')).toEqual({ status: 200, text: '{"color":"red"}' });
    expect((await mesh.get('/')).text).toContain('<title>Color Teller');
  });

  test('both tasks of a node answer, each at an address of its own', async () => {
    await tally(20, () => color(mesh));
    const answered = () =>
      new Set(
        mesh.events.flatMap((event) =>
          event.event === 'log' && event.role === 'envoy' && event.line.includes('"GET /color HTTP')
            ? [event.task]
            : [],
        ),
      );
    await sleep(500); // Envoy writes its log ten times a second.
    expect([...answered()].sort()).toEqual(['client.1', 'red.1', 'red.2']);
  });

  test('tells the way of each request as a tree', async () => {
    await color(mesh);
    const { trace } = await mesh.until('trace', ({ trace }) =>
      trace.request.endsWith('/gateway/color/color'),
    );
    const hops = [];
    for (let hop: typeof trace | undefined = trace; hop !== undefined; hop = hop.calls[0])
      hops.push(`${hop.name} ${hop.task} ${hop.direction} ${hop.status}`);
    expect(hops).toEqual([
      'dev-sample-mesh/ingress ingress ingress 200',
      'dev-sample-mesh/client client.1 ingress 200',
      'dev-sample-mesh/client client.1 egress 200',
      expect.stringMatching(/^dev-sample-mesh\/red red\.[12] ingress 200$/),
    ]);
    expect(trace.calls[0]?.milliseconds).toBeLessThanOrEqual(trace.milliseconds);
  });

  test('changes weights while requests go on, and replaces the one Envoy that they are in', async () => {
    const kept = ['red.1', 'red.2', 'blue.1', 'ingress'].map((task) => mesh.pidOf(task, 'envoy'));
    // At the gateway, whose retries would hide a loss, and at the Envoy itself, on connections that are kept.
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const envoy = { host: hostOf('client.1'), port: 23_000, path: '/gateway/color/color', agent };
    const statuses = new Set<number | string>();
    let done = false;
    const visit = async (ask: () => Promise<{ status: number }>) => {
      while (!done) statuses.add(await ask().then(({ status }) => status, String));
    };
    const visitors = [1, 2, 3, 4].flatMap(() => [
      visit(() => mesh.get('/gateway/color/color')),
      visit(() => get(envoy)),
    ]);
    mesh.type('set color-service/default:red=0,blue=100');
    const changed = await mesh.until('changed');
    done = true;
    await Promise.all(visitors);
    agent.destroy();
    expect(changed).toEqual({
      event: 'changed',
      routes: ['color-service/default:blue=100,red=0'],
      started: [],
      replaced: ['client.1'],
      stopped: [],
    });
    expect([...statuses]).toEqual([200]);
    expect(await tally(20, () => color(mesh))).toEqual({ blue: 20 });
    expect(['red.1', 'red.2', 'blue.1', 'ingress'].map((task) => mesh.pidOf(task, 'envoy'))).toEqual(kept);
  });

  test.each([
    ['set color-service/default:green=1', 'weights-target-unknown'],
    ['set color-service', 'setting-weights-form'],
    ['go', 'line-unknown'],
  ])('refuses %s, and stays as it is', async (line, code) => {
    mesh.type(line);
    const { problems } = await mesh.until('refused');
    expect(problems).toEqual([expect.stringContaining(`[${code}]`)]);
    expect(await color(mesh)).toBe('blue');
  });

  test.each(['service', 'envoy'] as const)('starts a killed %s again; the others go on', async (role) => {
    const killed = mesh.pidOf('blue.1', role);
    process.kill(killed, 'SIGKILL');
    const ended = await mesh.until('ended');
    expect(ended).toMatchObject({ task: 'blue.1', role, reason: 'ended by SIGKILL' });
    expect((await mesh.get('/')).status).toBe(200);
    await mesh.until('restarted');
    expect(mesh.pidOf('blue.1', role)).not.toBe(killed);
    while ((await mesh.get('/gateway/color/color')).status !== 200) await sleep(50);
    expect(await color(mesh)).toBe('blue');
  });

  test('says on request how all do, whose logs are shown, and what can be typed', async () => {
    mesh.type('logs blue');
    expect((await mesh.until('notice')).text).toBe('logs of blue.1 alone, with each request');
    mesh.type('status');
    const { tasks, url, weights, logs } = await mesh.until('status');
    expect(tasks.map(({ task, condition }) => `${task} ${condition}`)).toEqual(
      ['blue.1', 'client.1', 'red.1', 'red.2', 'ingress'].map((task) => `${task} ready`),
    );
    expect({ url, logs }).toEqual({
      url: `http://localhost:${mesh.port}`,
      logs: 'of blue.1 alone, with each request',
    });
    expect(weights).toEqual([expect.stringMatching(/^color-service\/default:blue=100,red=0 \(line "set /)]);
    mesh.type('help');
    expect((await mesh.until('notice')).text).toMatch(/^ {2}status /);
  });

  test('shows the logs of one task alone once it is named', async () => {
    const before = mesh.events.length;
    await color(mesh);
    await mesh.until('log', ({ task, access }) => task === 'blue.1' && access === true);
    await sleep(500); // Envoy writes its log ten times a second.
    const logs = mesh.events.slice(before).flatMap((event) => (event.event === 'log' ? [event.task] : []));
    expect(new Set(logs)).toEqual(new Set(['blue.1']));
  });

  test('leaves nothing when it is killed with -9', async () => {
    const pids = descendantsOf(mesh.process.pid ?? 0);
    expect(pids.length).toBeGreaterThanOrEqual(10); // Four services, five Envoys, and who ends them.
    mesh.process.kill('SIGKILL');
    expect(await mesh.ended).toBeNull();
    expect(await survivorsOf(pids)).toEqual([]);
  });
});
