import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { http, tcp } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { echo, type HostPort, nextAddress, readEcho, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    orders: aNode({ listeners: [], backends: ['partner', 'weather', 'users', 'stock'] }),
    stranger: aNode({ listeners: [], backends: ['partner'] }),
    'partner-api': { external: http(8081), host: 'api.partner.example', cidr: '127.0.0.0/8' },
    'weather-api': { external: http(8082), host: 'api.weather.example', cidr: '127.0.0.0/8' },
    'users-db': { external: tcp(5432), host: 'users.db.example', cidr: '127.0.0.0/8' },
    'stock-db': { external: tcp(5432), host: 'stock.db.example', cidr: '127.0.0.0/8' },
  },
  services: {
    partner: { to: 'partner-api' },
    weather: { to: 'weather-api' },
    users: { to: 'users-db' },
    stock: { to: 'stock-db' },
  },
}).at({ stage: 'dev' });

/** Two APIs at one address, two databases at one port. */
const [apis, users, stock, moved] = [nextAddress(), nextAddress(), nextAddress(), nextAddress()];

const say = (name: string) => createServer((socket) => void socket.on('error', () => undefined).end(name));

const SERVERS: readonly (HostPort & { readonly server: Server })[] = [
  { host: apis, port: 8081, server: createHttpServer(echo('partner')) },
  { host: apis, port: 8082, server: createHttpServer(echo('weather')) },
  { host: users, port: 5432, server: say('users') },
  { host: stock, port: 5432, server: say('stock') },
  { host: moved, port: 5432, server: say('stock, elsewhere') },
];

describeDataPlane('what does not run here', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    for (const { host, port, server } of SERVERS) await once(server.listen(port, host), 'listening');
    mesh = await startMesh(shop, {
      hosts: {
        'api.partner.example': [apis],
        'api.weather.example': [apis],
        'users.db.example': [users],
        'stock.db.example': [stock],
      },
    });
  }, 60_000);
  afterAll(async () => {
    await mesh?.stop();
    for (const { server } of SERVERS) server.close();
  }, 20_000);

  it.each([
    ['partner', 'api.partner.example:8081'],
    ['weather', 'api.weather.example:8082'],
  ])('is called by its host and port, and reads them as its own: %s', async (service, host) => {
    const { name, headers } = readEcho(await mesh.call('orders', service));
    expect({ name, host: headers['host'] }).toEqual({ name: service, host });
  });

  /** All that a connection says. */
  const dial = (service: string) =>
    new Promise<string>((resolve, reject) => {
      let text = '';
      connect(mesh.addressOf('orders', service))
        .setEncoding('utf8')
        .on('data', (data: string) => (text += data))
        .once('end', () => resolve(text))
        .once('error', reject);
    });

  it.each(['users', 'stock'])(
    'and speaks TCP is found by its host, the port being another’s, too: %s',
    async (service) => {
      expect(await dial(service)).toBe(service);
    },
  );

  it('is followed to another address', async () => {
    mesh.dns.addresses.set('stock.db.example', [moved]);
    await until('it is found there', async () => (await dial('stock')) === 'stock, elsewhere');
  });

  it('is shut to a node that does not declare it: there is no way to it in its Envoy', async () => {
    expect((await mesh.call('stranger', 'partner')).status).toBe(200);
    const undeclared = mesh.addressOf('orders', 'users');
    const { host } = mesh.addressOf('stranger', 'partner');
    const socket = connect({ ...undeclared, host });
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const clusters = await mesh.tasks('stranger')[0]?.envoy.admin('/clusters');
    expect(clusters?.body).not.toContain('users');
  });
});
