import { connect } from 'node:net';
import { grpc, http, http2, tcp } from '../../../../lib/mesh';
import { HEALTH_PORT } from '../../../../lib/targets/envoy';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { get } from '../../../support/http';
import { requestGrpc, requestHttp2 } from '../../../support/http2';
import { type Answer, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['two', 'remote', 'schemes', 'database'] }),
    two: aNode({ listeners: [http2(3000, { health: '/health' })] }),
    prices: aNode({ listeners: [grpc(50_051)] }),
    orders: aNode({ listeners: [grpc(50_051)] }),
    primary: aNode({ listeners: [tcp(5432)] }),
    replica: aNode({ listeners: [tcp(5432)] }),
    web: aNode({ listeners: [http(3000)] }),
    plain: aNode({ listeners: [http2(3000)] }),
    secret: aNode({ listeners: [http2(3000)] }),
  },
  services: {
    two: { to: 'two' },
    remote: {
      routes: {
        prices: { match: { serviceName: 'shop.Prices', methodName: 'Get' }, targets: { prices: 1 } },
        rest: { targets: { orders: 1 } },
      },
    },
    schemes: {
      routes: {
        plain: { match: { scheme: 'http' }, targets: { plain: 1 } },
        secret: { match: { scheme: 'https' }, targets: { secret: 1 } },
      },
    },
    database: { routes: { all: { targets: { primary: 50, replica: 50 } } } },
  },
}).at({ stage: 'dev' });

/** Its name and the version of HTTP that the application is spoken to. */
const version =
  (name: string): Answer =>
  ({ httpVersion }, response) => {
    response.setHeader('content-type', 'application/grpc');
    response.setHeader('grpc-status', '0');
    response.end(`${name} ${httpVersion}`);
  };

describeDataPlane('a backend', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      applications: {
        two: () => version('two'),
        prices: () => version('prices'),
        orders: () => version('orders'),
        plain: () => version('plain'),
        secret: () => version('secret'),
      },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const addressOf = (service: string) => mesh.addressOf('caller', service);

  it('of HTTP/2 is spoken to in HTTP/2, whatever its caller speaks', async () => {
    expect((await mesh.call('caller', 'two')).body).toBe('two 2.0');
    expect((await requestHttp2(addressOf('two'))).body).toBe('two 2.0');
  });

  it('of HTTP/2 is asked for its health in HTTP/2', async () => {
    const health = { host: mesh.tasks('two')[0]?.address ?? '', port: HEALTH_PORT, path: '/ready' };
    await until('its Envoy says that it is well', async () => (await get(health)).status === 200, 4000);
  });

  it.each([
    ['/shop.Prices/Get', 'prices 2.0'],
    ['/shop.Prices/Set', 'orders 2.0'],
    ['/shop.Orders/Get', 'orders 2.0'],
  ])('of gRPC is chosen by service and method: %s', async (path, body) => {
    expect((await requestGrpc({ ...addressOf('remote'), path })).body).toBe(body);
  });

  it.each([
    ['http', 'plain 2.0'],
    ['https', 'secret 2.0'],
  ])(
    'of HTTP/2 is chosen by the scheme that its caller says, whatever the connection is: %s',
    async (scheme, body) => {
      expect((await requestHttp2({ ...addressOf('schemes'), headers: { ':scheme': scheme } })).body).toBe(
        body,
      );
    },
  );

  it('of TCP is chosen by weight for each connection', async () => {
    const dial = () =>
      new Promise<string>((resolve, reject) => {
        let text = '';
        connect(addressOf('database'))
          .setEncoding('utf8')
          .on('data', (data: string) => (text += data))
          .once('end', () => resolve(text))
          .once('error', reject);
      });
    const answers = await Promise.all(Array.from({ length: 60 }, dial));
    // By chance all go one way once in 10 to the 17th runs.
    expect([...new Set(answers)].sort()).toEqual(['primary', 'replica']);
  });
});
