/** An application whose database and whose partner's API do not run here: both are called through Envoy, wherever they are. */
import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describeWithEnvoy } from '../support/envoy';
import { copyProject, freePort, type Started, startMesh, stopAll } from './started';

jest.setTimeout(100_000);

/** Names below `.invalid` do not exist, as RFC 2606 promises; names below `.localhost` are this machine. */
const APPLICATION = (port: number) =>
  `
import { application, applicationLoadBalancer, hostOf, http, portOf, tcp, text, urlOf } from '../../lib/mesh';

export default application('shop', ({ stage }) => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    orders: {
      listeners: [http(3000)],
      backends: ['orders-db', 'partner', 'rates'],
      runs: {
        source: 'orders',
        environment: {
          DATABASE: text\`\${hostOf('orders-db')}:\${portOf('orders-db')}\`,
          PARTNER: urlOf('partner', { path: '/v2' }),
          RATES: urlOf('rates'),
        },
      },
    },
    'orders-db': { external: tcp(5432), host: 'orders.db.invalid' },
    'partner-api': { external: http(${port}), host: stage === 'here' ? 'partner.localhost' : 'api.invalid' },
    'rates-api': { external: http(80), host: 'rates.invalid' },
  },
  services: {
    orders: { to: 'orders' },
    'orders-db': { to: 'orders-db' },
    partner: { to: 'partner-api' },
    rates: { to: 'rates-api' },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { orders: { service: 'orders' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
}));
`;

/** `/database` says what the database said, the others who answered how. */
const ORDERS = `
const { connect } = require('node:net');
const { DATABASE, HOST, PARTNER, PORT, RATES } = process.env;
const [host, port] = DATABASE.split(':');
const query = () =>
  new Promise((resolve) => {
    let said = '';
    const socket = connect({ host, port }, () => socket.write('select'));
    socket.on('data', (text) => (said += text));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said));
  });
const ask = async (url) => {
  const answer = await fetch(url);
  return answer.status + ' ' + (await answer.text());
};
require('node:http')
  .createServer(async ({ url }, response) => {
    response.end(url === '/database' ? await query() : await ask(url === '/partner' ? PARTNER : RATES));
  })
  .listen(PORT, HOST);
`;

async function listenOn<S extends Server>(server: S): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port; // It listens on TCP.
}

describeWithEnvoy('npm start of an application with external nodes', () => {
  const database = createServer((socket) => socket.once('data', (text) => socket.end(`${text}: 3 rows`)));
  const partner = createHttpServer(({ headers, url }, response) =>
    response.end(`partner ${headers.host} ${url}`),
  );
  let root: string;
  let places: { readonly database: number; readonly partner: number };
  beforeAll(async () => {
    root = await copyProject();
    places = { database: await listenOn(database), partner: await listenOn(partner) };
    const folder = join(root, 'services', 'shop');
    mkdirSync(join(folder, 'orders'), { recursive: true });
    writeFileSync(join(folder, 'application.ts'), APPLICATION(places.partner));
    writeFileSync(join(folder, 'orders', 'package.json'), '{ "scripts": { "start": "node main.js" } }');
    writeFileSync(join(folder, 'orders', 'main.js'), ORDERS);
    appendFileSync(
      join(root, 'services', 'index.ts'),
      "export { default as shop } from './shop/application';",
    );
  });
  afterAll(async () => {
    await stopAll();
    database.close();
    partner.close();
    rmSync(root, { recursive: true, force: true });
  });

  const noticesOf = ({ events }: Started) =>
    events.flatMap((event) => (event.event === 'notice' ? [event.text] : []));

  test('starts where no name is known, and answers 503 for them', async () => {
    const mesh = await startMesh({ root, words: ['shop'] });
    await mesh.until('running');
    expect(noticesOf(mesh)).toEqual([
      expect.stringContaining('node "orders-db" is external, and called at orders.db.invalid:5432;'),
      expect.stringContaining(`node "partner-api" is external, and called at api.invalid:${places.partner};`),
      expect.stringContaining('node "rates-api" is external, and called at rates.invalid:80;'),
    ]);
    expect((await mesh.get('/database')).text).toBe('');
    expect((await mesh.get('/partner')).text).toMatch(/^503 /);
    expect(mesh.events.filter(({ event }) => event === 'ended')).toEqual([]);
  });

  test('reaches them where it is told that they are, by --external or by the stage', async () => {
    const nobody = await freePort();
    const elsewhere = `orders-db=127.0.0.1:${places.database},rates-api=localhost:${nobody}`;
    const mesh = await startMesh({ root, words: ['shop', '--external', elsewhere], stage: 'here' });
    await mesh.until('running');
    expect(noticesOf(mesh)).toEqual([
      `node "orders-db" is external, and called at 127.0.0.1:${places.database}`,
      expect.stringContaining(`called at partner.localhost:${places.partner};`),
      `node "rates-api" is external, and called at localhost:${nobody}`,
    ]);
    expect((await mesh.get('/database')).text).toBe('select: 3 rows');
    // The partner reads the name that it is called by.
    expect((await mesh.get('/partner')).text).toBe(`200 partner partner.localhost:${places.partner} /v2`);
    expect((await mesh.get('/rates')).text).toMatch(/^503 /);
  });

  test.each([
    ['orders=127.0.0.1:1', 'is not an external node; these are "orders-db", "partner-api", "rates-api"'],
    ['orders-db=5432', 'must be node=host:port'],
    ['orders-db=127.0.0.1:0', 'must be node=host:port'],
    ['orders-db=a:1,orders-db=b:1', 'names a node twice'],
  ])('refuses --external %s', async (elsewhere, problem) => {
    const mesh = await startMesh({ root, words: ['shop', '--external', elsewhere] });
    expect(await mesh.ended).toBe(1);
    expect(mesh.stderr()).toContain(`npm start > --external: ${problem}`);
    expect(mesh.events).toEqual([]);
  });
});
