/** Each service itself says whether it is ready: no other answers for it, and an event names the one that is waited for. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEnvoy } from '../support/envoy';
import { copyProject, startMesh, stopAll } from './started';

jest.setTimeout(100_000);

/** A port that is taken on every address of this machine, so no other mesh may have it. */
const PORT = 3_100 + (process.pid % 800);

/** Two tasks of a source, by the factory of their listener. */
const APPLICATION = (listener: string, environment: string) => `
import { application, http, http2 } from '../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { cart: { listeners: [${listener}], runs: { source: 'cart', environment: ${environment} } } },
  services: { cart: { to: 'cart' } },
  gateways: { ingress: { listener: http(8080), routes: { cart: { service: 'cart' } } } },
}));
`;

/** Listens as `AT` says; answers 503 where `ILL` says so. */
const CART = `
const { AT, HOST, ILL, PORT, H2 } = process.env;
const { createServer } = require(H2 ? 'node:http2' : 'node:http');
const server = createServer((request, response) => {
  response.statusCode = ILL ? 503 : 200;
  response.end('cart');
});
server.listen(PORT, AT === 'all' ? undefined : AT || HOST);
`;

describeWithEnvoy('npm start of a service', () => {
  let root: string;
  let folder: string;
  beforeAll(async () => {
    root = await copyProject();
    folder = join(root, 'services', 'shop');
    mkdirSync(join(folder, 'cart'), { recursive: true });
    writeFileSync(join(folder, 'cart', 'main.js'), CART);
    writeFileSync(
      join(folder, 'cart', 'Dockerfile'),
      'FROM scratch\nCOPY main.js /\nCMD ["node", "/main.js"]\n',
    );
    appendFileSync(
      join(root, 'services', 'index.ts'),
      "export { default as shop } from './shop/application';\n",
    );
  });
  afterEach(stopAll);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const start = (listener: string, environment: object, ...words: string[]) => {
    writeFileSync(join(folder, 'application.ts'), APPLICATION(listener, JSON.stringify(environment)));
    return startMesh({ root, words: ['shop', ...words] });
  };

  test('that ignores HOST and dies of EADDRINUSE is not ready, though another task’s process answers', async () => {
    const mesh = await start(`http(${PORT}, { health: '/' })`, { AT: 'all' }, '--tasks', 'cart=2');
    expect(await mesh.ended).toBe(1);
    const { task, role, reason } = await mesh.until('failed');
    expect({ role, reason }).toEqual({ role: 'service', reason: 'ended with 1' });
    expect(mesh.events.filter((event) => event.event === 'ready' && event.task === task)).toEqual([]);
    expect(mesh.stderr()).toMatch(
      /^task "cart\.[12]": its service did not come up: another program has 127\.\d+\.0\.[23]:\d+, or port \d+ of every address; .*listen\(PORT, HOST\).* \[task-place-taken\]\n$/,
    );
  });

  test('that ignores HOST and is alone is told: it shuts out others, and lets in the network', async () => {
    const mesh = await start(`http(${PORT})`, { AT: 'all' });
    await mesh.until('running');
    expect(mesh.events.filter(({ event }) => event === 'notice')).toEqual([
      expect.objectContaining({
        text: expect.stringMatching(
          /^task "cart\.1" listens at port \d+ of every address, not at 127\S+ alone/,
        ),
      }),
    ]);
  });

  test('of HTTP/2 with a health path is asked in HTTP/2, and is ready', async () => {
    const mesh = await start(`http2(${PORT}, { health: '/health' })`, { H2: 'yes' });
    await mesh.until('running');
    expect(await mesh.get('/')).toEqual({ status: 200, text: 'cart' });
  });

  test.each([
    ['answers badly', { ILL: 'yes' }, /^GET \/health at 127\.\S+:\d+ answers 503$/],
    [
      'is elsewhere',
      { AT: '127.0.0.1' },
      /^it listens at 127\.0\.0\.1:\d+ and not at 127\.\S+:\d+, which HOST/,
    ],
  ])('that %s is told after some seconds, by name, with the reason', async (_what, environment, why) => {
    const mesh = await start(`http(${PORT}, { health: '/health' })`, environment);
    const before = Date.now();
    const waiting = await mesh.until('waiting');
    expect(Date.now() - before).toBeLessThan(14_000);
    expect(waiting).toEqual({
      event: 'waiting',
      task: 'cart.1',
      role: 'service',
      why: expect.stringMatching(why),
    });
    mesh.type('status');
    const { text } = await mesh.until('notice');
    expect(text).toContain(`cart.1: service: ${waiting.why}`);
    mesh.type('quit');
    expect(await mesh.ended).toBe(0);
  });
});
