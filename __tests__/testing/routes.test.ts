/** The matchers for routes, and what they say where they do not hold. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { application, exact, grpc, http, seconds, tcp } from '../../lib/mesh';
import { aGateway, aMesh, aNode, requestsTo, setupMeshMatchers } from '../../lib/testing';

setupMeshMatchers();

const shop = aMesh({
  nodes: {
    web: aNode({ listeners: [http(3000), http(4000)], backends: ['cart', 'prices', 'db'] }),
    v1: aNode(),
    v2: aNode(),
    prices: aNode({ listeners: [grpc(50051)] }),
    db: aNode({ listeners: [tcp(5432)] }),
  },
  services: {
    web: { routes: { all: { targets: { web: 1 } }, admin: { match: { port: 4000 }, targets: { web: 1 } } } },
    cart: {
      routes: {
        canary: { match: { headers: { 'x-canary': exact('yes') } }, targets: { v2: 1 }, retry: false },
        all: { targets: { v1: 2, v2: 1 }, timeout: { perRequest: seconds(0) } },
      },
    },
    prices: {
      routes: {
        get: {
          match: { serviceName: 'shop.Prices', methodName: 'Get', metadata: { a: exact('b') } },
          targets: { prices: 1 },
        },
      },
    },
    db: { to: 'db' },
  },
  gateways: { ingress: aGateway({ routes: { cart: { service: 'cart', match: { prefix: '/cart/' } } } }) },
});
const { get, post, request, call, connect } = requestsTo(shop);
const toCart = get('/').from('web').to('cart');
const canary = get('/', { headers: { 'x-canary': 'yes' } })
  .from('web')
  .to('cart');

describe('a request', () => {
  it('is of any kind that the mesh has', () => {
    expect(post('/cart/').from('ingress')).toReach({ v1: 2, v2: 1 });
    expect(request({ method: 'PUT', path: '/cart/' }).from('ingress')).toReach({ v1: 2, v2: 1 });
    expect(
      call('shop.Prices', 'Get', { metadata: { a: 'b' } })
        .from('web')
        .to('prices'),
    ).toReach('prices');
    expect(connect().from('web').to('db')).toReach('db');
  });

  it('meets the weights that the test names as settings', () => {
    const settings = { MESH_WEIGHTS: 'cart/all:v1=90,v2=10' };
    const { get: ask } = requestsTo(shop, { settings });
    expect(ask('/').from('web').to('cart')).toReach({ v1: 90, v2: 10 });
    const misspelt = { MESH_WEIGHTS: 'cart/al:v1=90' };
    expect(() => requestsTo(shop, { settings: misspelt })).toThrow('[weights-route-unknown]');
  });

  it('goes to one of several ports', () => {
    const self = requestsTo(aMesh({ ...shopParts(), services: { web: { to: 'web' } } }));
    expect(self.get('/').from('caller').to('web')).toReach('web');
    expect(self.get('/').from('caller').to('web', 5000)).toBeLost('port');
  });

  it('is put to a mesh that is sound, or to none', () => {
    expect(() => requestsTo(aMesh({ services: { web: { to: 'wbe' } } }))).toThrow(
      'service "web" > route "default": target "wbe" is not a node',
    );
  });

  it('may be put to another stage', () => {
    const staged = aMesh((stage) => ({
      nodes: { a: aNode(), b: aNode() },
      services: { web: { to: stage === 'prod' ? 'a' : 'b' } },
      gateways: { ingress: aGateway() },
    }));
    expect(requestsTo(staged).get('/').from('ingress')).toReach('b');
    expect(requestsTo(staged, { stage: 'prod' }).get('/').from('ingress')).toReach('a');
  });
});

const shopParts = () => ({
  nodes: { web: aNode(), caller: aNode({ listeners: [], backends: ['web'] }) },
});

describe('toReach', () => {
  it('compares shares, in whatever unit, and leaves out what gets nothing', () => {
    expect(toCart).toReach({ v1: 66, v2: 33, prices: 0 });
    expect(canary).toReach('v2');
    expect(toCart).not.toReach('v1');
    expect(toCart).not.toReach({ v1: 67, v2: 33 });
    expect(toCart).not.toReach({ v1: 2, v2: 1, db: 1 });
    expect(get('/').from('v1').to('cart')).not.toReach('v1');
  });

  it('says where the request goes, and why', () => {
    expect(() => expect(canary).toReach({ v1: 2, v2: 1 })).toThrow(
      [
        'expected GET / from web to cart to reach v1 66.7 %, v2 33.3 %; it reaches v2 100 %',
        '',
        'GET / from web to cart',
        '└─ service cart reads cart.shop.local:3000/',
        '   └─ ✓ canary: prefix "/", header "x-canary" exact "yes"',
        '      ├─ reaches v2 100 %',
        '      ├─ arrives as cart.shop.local:3000/',
        '      ├─ is tried once',
        '      └─ may take 15 s in all',
      ].join('\n'),
    );
  });

  it('says so, too, where it must not', () => {
    expect(() => expect(canary).not.toReach('v2')).toThrow(
      'expected GET / from web to cart not to reach v2 100 %; it reaches v2 100 %',
    );
  });

  it('says why no node is reached', () => {
    const lost = get('/other').from('ingress');
    expect(() => expect(lost).toReach('v1')).toThrow(
      [
        'expected GET /other from ingress to reach v1 100 %; it is lost: no route of the gateway takes it, answered with 404',
        '',
        'GET /other from ingress',
        '└─ gateway ingress reads localhost/other',
        '   ├─ ✗ cart: prefix "/cart/", got "/other"',
        '   └─ is lost: no route of the gateway takes it, answered with 404',
      ].join('\n'),
    );
  });
});

describe('the others', () => {
  it('hold where they should', () => {
    expect(toCart).toTakeRoute('all');
    expect(get('/cart/a').from('ingress')).toEnterBy('cart');
    expect(get('/cart/a?b').from('ingress')).toArriveAs({ host: 'cart.shop.local', path: '/a?b' });
    expect(canary).toBeTriedAtMost(1);
    expect(toCart).toTimeOutAfter(seconds(0));
    expect(canary).toTimeOutAfter(seconds(15));
    expect(get('/').from('v1').to('cart')).toBeLost();
    expect(get('/').from('v1').to('cart')).toBeLost('backend');
  });

  it('and nowhere else', () => {
    expect(toCart).not.toTakeRoute('canary');
    expect(get('/other').from('ingress')).not.toTakeRoute('all');
    expect(toCart).not.toEnterBy('cart');
    expect(toCart).not.toArriveAs({ host: 'cart.shop.local' });
    expect(toCart).not.toArriveAs({ path: '/a' });
    expect(connect().from('web').to('db')).not.toArriveAs({});
    expect(toCart).not.toBeTriedAtMost(2);
    expect(canary).not.toTimeOutAfter(seconds(0));
    expect(toCart).not.toBeLost();
    expect(get('/').from('v1').to('cart')).not.toBeLost('route');
  });

  it.each<[string, () => void, string]>([
    [
      'toTakeRoute',
      () => expect(toCart).toTakeRoute('canary'),
      'to take route canary; it takes route all of cart',
    ],
    ['toEnterBy', () => expect(toCart).toEnterBy('cart'), 'to enter by route cart; it enters by none'],
    [
      'toArriveAs',
      () => expect(toCart).toArriveAs({ path: '/a' }),
      'to arrive as (any host)/a; it arrives as cart.shop.local:3000/',
    ],
    [
      'toBeTriedAtMost',
      () => expect(toCart).toBeTriedAtMost(1),
      'to be tried at most 1 times; it is tried at most 3',
    ],
    [
      'toTimeOutAfter',
      () => expect(toCart).toTimeOutAfter(seconds(15)),
      'to time out after 15 s; it never times out',
    ],
    ['toBeLost', () => expect(toCart).toBeLost(), 'to be lost; it reaches v1 66.7 %, v2 33.3 %'],
    [
      'toBeLost, for another reason',
      () => expect(get('/').from('v1').to('cart')).toBeLost('route'),
      'to be lost (route); it is lost: service cart is not a backend of the caller, no connection (backend)',
    ],
  ])('%s says what is there', (_, check, text) => {
    expect(check).toThrow(text);
  });
});

describe('names in a test of routes', () => {
  const typed = application('shop', () => ({
    mesh: 'shop',
    namespace: 'shop.local',
    nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
    services: { page: { to: 'web' } },
    gateways: { ingress: { listener: http(8080), routes: { all: { service: 'page' } } } },
  }));
  const { get } = requestsTo(typed);

  it('are those of the application’s nodes, gateways and services', () => {
    expect(get('/').from('ingress')).toReach('web');
    expect(get('/').from('web').to('page')).toBeLost('backend');
  });

  it('are an error of the compiler where there is none such: npm run check holds these lines', () => {
    // @ts-expect-error -- the gateway is "ingress"
    get('/').from('ingres');
    // @ts-expect-error -- "page" is a service, and a service calls nothing
    get('/').from('page');
    // @ts-expect-error -- "web" is a node, and the service is "page"
    get('/').from('web').to('web');
  });

  it('are compiled by npm run check in the tests that stand beside an application, since Jest does not', () => {
    const root = join(__dirname, '../..');
    const read = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
    const own = readdirSync(join(root, 'services'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(root, 'services', name)).map((file) => `services/${name}/${file}`),
      )
      .filter((file) => file.endsWith('.test.ts'));
    expect(own).toContain('services/color-teller/routes.test.ts');
    expect(fileNames.map((file) => relative(root, file))).toEqual(expect.arrayContaining(own));
  });
});
