import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { promisify } from 'node:util';
import { http, tcp } from '../../../../lib/mesh';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { nodeRefs, renderNodeBootstrap } from '../../../../lib/targets/envoy';
import { aMesh, aNode } from '../../../../lib/testing';
import { type DnsServer, startDnsServer } from '../../../support/dns-server';
import { describeDataPlane, type Envoy, spawnOnLeash, startEnvoy } from '../../../support/envoy';
import { get } from '../../../support/http';
import {
  createNetworkNamespace,
  type NetworkNamespace,
  whenNamespaced,
} from '../../../support/network-namespace';
import { startPretender } from './pretender';
import { echo, readEcho } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    web: aNode({
      listeners: [http(8080)],
      backends: ['cart', 'partner', 'database'],
      interception: 'transparent',
    }),
    cart: aNode(),
    'partner-api': { external: http(8081), host: 'api.partner.example', cidr: '198.18.0.0/15' },
    'users-db': { external: tcp(5432), host: 'users.db.example', cidr: '198.18.0.0/15' },
  },
  services: { cart: { to: 'cart' }, partner: { to: 'partner-api' }, database: { to: 'users-db' } },
}).at({ stage: 'dev' });

const APPLICATION =
  "require('http').createServer((q, r) => r.end('application ' + q.headers['x-request-id'])).listen(8080, '0.0.0.0')";

whenNamespaced(describeDataPlane)('a node whose connections the platform leads through its Envoy', () => {
  let network: NetworkNamespace;
  let dns: DnsServer;
  let envoy: Envoy;
  let application: ChildProcess;
  let cart: Awaited<ReturnType<typeof startPretender>>;
  let anywhere: { readonly http: Server; readonly tls: TcpServer };
  let external: { readonly http: Server; readonly tcp: TcpServer };

  beforeAll(async () => {
    network = createNetworkNamespace([8080]);
    const { outside, inside } = network;
    dns = await startDnsServer(outside);
    for (const name of ['cart.shop.local', 'api.partner.example', 'users.db.example'])
      dns.addresses.set(name, [outside]);
    cart = await startPretender({
      address: outside,
      identity: 'mesh/dev-shop/virtualNode/cart',
      answer: echo('cart'),
    });
    anywhere = {
      http: createHttpServer(echo('anywhere')).listen(9999, outside),
      // Answers every client that opens TLS with this one word.
      tls: createTcpServer((socket) => socket.once('data', () => socket.end('reached'))).listen(443, outside),
    };
    external = {
      http: createHttpServer(echo('partner')).listen(8081, outside),
      tcp: createTcpServer((socket) => socket.end('users')).listen(5432, outside),
    };
    const servers = [...Object.values(anywhere), ...Object.values(external)];
    await Promise.all(servers.map((server) => once(server, 'listening')));
    application = spawnOnLeash([...network.within(), process.execPath, '-e', APPLICATION]);
    const lookup = lookupIn(shop);
    const node = lookup.node('web');
    const refs = {
      ...nodeRefs(shop, node),
      loopbackAddress: inside,
      dnsResolver: { host: dns.host, port: dns.port },
    };
    const bootstrap = renderNodeBootstrap(shop, node, refs);
    envoy = await startEnvoy(bootstrap, { within: network.within('envoy') });
  }, 60_000);

  afterAll(async () => {
    await envoy?.stop();
    application?.stdin?.end();
    await Promise.all([cart?.stop(), dns?.stop()]);
    for (const server of [...Object.values(anywhere ?? {}), ...Object.values(external ?? {})]) server.close();
    network?.remove();
  }, 20_000);

  /** What the application, or another container of the task, gets for a connection. */
  const dial = async (script: string): Promise<string> => {
    const words = [...network.within(), process.execPath, '-e', script];
    const [program = '', ...rest] = words;
    const { stdout } = await promisify(execFile)(program, rest, { timeout: 10_000 });
    return stdout;
  };
  const ask = (port: number, host: string) =>
    dial(
      `require('http').get({ host: '${network.outside}', port: ${port}, agent: false, headers: { host: '${host}' } }, (r) => {
        let body = ''; r.on('data', (d) => (body += d)).on('end', () => console.log(JSON.stringify({ status: r.statusCode, body })));
      }).on('error', (e) => console.log(JSON.stringify({ error: e.code })))`,
    ).then((text) => JSON.parse(text) as { status?: number; body: string; error?: string });
  const openTls = (servername: string) =>
    dial(
      `const s = require('tls').connect({ host: '${network.outside}', port: 443, servername: '${servername}' });
       s.on('error', (e) => console.log(e.code)).on('close', () => process.exit())`,
    );

  it("calls a backend by its name and port, and reaches the backend's Envoy", async () => {
    const { status, body } = await ask(3000, 'cart.shop.local:3000');
    expect(status).toBe(200);
    expect(readEcho({ status: 200, headers: {}, body })).toMatchObject({
      name: 'cart',
      headers: { host: 'cart.shop.local:3000' },
    });
  });

  it('gets 404 for a host that is no backend, on the port of one', async () => {
    expect((await ask(3000, 'other.shop.local')).status).toBe(404);
  });

  it('reaches what does not run here on its port, by the name of the service', async () => {
    const { status, body } = await ask(8081, 'partner.shop.local:8081');
    expect(status).toBe(200);
    expect(readEcho({ status: 200, headers: {}, body }).name).toBe('partner');
    const connection = `require('net').connect(5432, '${network.outside}').pipe(process.stdout)`;
    expect(await dial(connection)).toBe('users');
  });

  it('reaches nothing that it does not declare', async () => {
    expect(await ask(9999, 'anywhere')).toEqual({ error: 'ECONNRESET' });
    expect((await get({ host: network.outside, port: 9999 })).status).toBe(200);
  });

  it.each([
    ['sqs.us-west-2.amazonaws.com', /^ERR_SSL/],
    ['example.org', /^ECONNRESET/],
  ])('opens TLS to %s on port 443: %s', async (name, outcome) => {
    // What is no TLS came back from the server, so the connection was led through.
    expect(await openTls(name)).toMatch(outcome);
  });

  it('is called on its own port, and its Envoy stands before it', async () => {
    await until(
      'the application listens',
      async () => (await get({ host: network.inside, port: 8080 })).status === 200,
    );
    const { body, headers } = await get({ host: network.inside, port: 8080 });
    expect(headers['server']).toBe('envoy');
    // An id that Envoy has given.
    expect(body).toMatch(/^application [0-9a-f-]{36}$/);
  });
});
