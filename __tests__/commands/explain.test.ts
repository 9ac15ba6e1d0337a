/** `npm run explain`: its words, and what it prints. */
import { readArguments } from '../../lib/commands/cli/read-arguments';
import { explainLine, readExplainOptions } from '../../lib/commands/options/explain-options';
import { chooseCaller, chooseService } from '../../lib/commands/options/explain-caller';
import { applicationLoadBalancer, type GatewayDefinition, http } from '../../lib/mesh';
import { aGateway, aMesh, aNode } from '../../lib/testing';
import { makeScratch, type Scratch } from '../support/scratch';

const read = (...words: string[]) => readExplainOptions(readArguments(explainLine, words));

describe('the words of npm run explain', () => {
  it('are an application, a method and a path, and headers as curl takes them', () => {
    expect(read('shop', 'POST', '/a?b', '-H', 'X-Canary: yes', '-H', 'x-canary: no', '-H', 'empty:')).toEqual(
      {
        application: 'shop',
        request: {
          method: 'POST',
          path: '/a?b',
          headers: { 'x-canary': ['yes', 'no'], empty: [''] },
        },
        follows: false,
        next: [],
        json: false,
      },
    );
  });

  it('are GET and / by default', () => {
    expect(read()).toEqual({ request: { method: 'GET', path: '/' }, follows: false, next: [], json: false });
  });

  it('name the address of a load balancer’s client', () => {
    expect(read('--from', 'public', '--source-ip', '203.0.113.7')).toMatchObject({
      from: 'public',
      request: { sourceIp: '203.0.113.7' },
    });
  });

  it('name the caller and the service', () => {
    const words = ['--from', 'web', '--to', 'cart', '--port', '4000', '--host', 'cart.shop.local', '--json'];
    expect(read('shop', 'GET', '/', ...words)).toEqual({
      application: 'shop',
      from: 'web',
      request: { method: 'GET', path: '/', to: 'cart', port: 4000, host: 'cart.shop.local' },
      follows: false,
      next: [],
      json: true,
    });
  });

  it('may be a call of gRPC, whose headers are metadata, or a connection', () => {
    expect(read('shop', 'GRPC', 'shop.Prices/Get', '-H', 'a: b').request).toEqual({
      serviceName: 'shop.Prices',
      methodName: 'Get',
      metadata: { a: ['b'] },
    });
    expect(read('shop', 'TCP').request).toEqual({ protocol: 'tcp' });
  });

  it.each([
    [['shop', 'get', '/a'], 'GET', '/a'],
    [['shop', 'Post', '/a'], 'POST', '/a'],
  ])('may be lower-case methods: %j', (words, method, path) => {
    expect(read(...words)).toMatchObject({ application: 'shop', request: { method, path } });
  });

  it('may be a whole URL, which says scheme, host, port and path', () => {
    expect(read('shop', 'GET', 'http://localhost:8080/a?b=c').request).toEqual({
      method: 'GET',
      host: 'localhost:8080',
      path: '/a?b=c',
    });
    expect(read('shop', 'GET', 'https://shop.example.com?b').request).toEqual({
      method: 'GET',
      host: 'shop.example.com',
      path: '/?b',
      scheme: 'https',
    });
    expect(read('shop', 'GET', 'http://a/', '--host', 'b').request).toEqual({
      method: 'GET',
      host: 'b',
      path: '/',
    });
  });

  it.each([
    [['GET', '/a'], { request: { method: 'GET', path: '/a' } }],
    [['/a'], { request: { method: 'GET', path: '/a' } }],
    [['shop', '/a'], { application: 'shop', request: { method: 'GET', path: '/a' } }],
    [['http://localhost/a'], { request: { method: 'GET', host: 'localhost', path: '/a' } }],
    [['tcp'], { request: { protocol: 'tcp' } }],
    [['grpc', 'shop.Prices/Get'], { request: { serviceName: 'shop.Prices', methodName: 'Get' } }],
  ])('may leave out what goes without saying: %j', (words, expected) => {
    const found = read(...words);
    expect(found).toMatchObject(expected);
    expect('application' in found).toBe('application' in expected);
  });

  it('may follow it on, with what is asked next', () => {
    expect(
      read('shop', 'GET', '/', '--follow', '--next', 'get /a', '--next', 'GRPC shop.Prices/Get'),
    ).toMatchObject({
      follows: true,
      next: [
        { method: 'GET', path: '/a' },
        { serviceName: 'shop.Prices', methodName: 'Get' },
      ],
    });
    expect(() => read('shop', 'GET', '/', '--next', 'GET /a')).toThrow('--next: needs --follow');
  });

  it('that are wrong are told, all at once', () => {
    const words = ['shop', 'g3t', '/', 'more', '-H', 'nothing', '--port', 'http'];
    expect(() => read(...words)).toThrow(
      [
        `npm run explain > --port: must be a number, got "http"; see npm run explain -- --help [flag-value]`,
        `npm run explain > -H: must be 'name: value', got "nothing"; see npm run explain -- --help [flag-value]`,
        `npm run explain > method: must be one such as GET, or GRPC or TCP, got "G3T"; see npm run explain -- --help [flag-value]`,
        `npm run explain > path: must be the last word, got "more"; see npm run explain -- --help [flag-value]`,
      ].join('\n'),
    );
    expect(() => read('shop', 'GRPC', 'Get')).toThrow(
      'must be a service and a method, as in shop.Prices/Get',
    );
    expect(() => read('shop', 'TCP', '/')).toThrow('TCP has no path');
  });
});

describe('who asks', () => {
  const dev = { stage: 'dev' };

  it('is the only gateway where --from is missing', () => {
    const shop = aMesh({ gateways: { ingress: aGateway() } }).at(dev);
    expect(chooseCaller(shop, undefined)).toBe('ingress');
    expect(chooseCaller(shop, 'web')).toBe('web');
  });

  it('must be said where there is not one gateway', () => {
    const text = 'npm run explain > --from: must be said, since there';
    expect(() => chooseCaller(aMesh().at(dev), undefined)).toThrow(`${text} is no gateway, nodes: "web";`);
    const balanced = aMesh({ nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80) }) } }).at(dev);
    expect(chooseCaller(balanced, undefined)).toBe('web');
    const two = aMesh({ gateways: { a: aGateway(), b: aGateway() } }).at(dev);
    expect(() => chooseCaller(two, undefined)).toThrow(`${text} are several gateways: "a", "b";`);
  });

  it('is, of several, the gateway whose address inside the network stands in the URL', () => {
    const inside: GatewayDefinition = { listener: http(8080), routes: { all: { service: 'web' } } };
    const two = aMesh({ gateways: { front: aGateway(), inside } }).at(dev);
    expect(chooseCaller(two, undefined, 'Inside.shop.local:8080')).toBe('inside');
    expect(() => chooseCaller(two, undefined, 'front.shop.local')).toThrow('several gateways');
  });
});

describe('the service that a node calls', () => {
  const shop = aMesh({ nodes: { web: aNode({ backends: ['web'] }) } }).at({ stage: 'dev' });

  it('is the service whose name stands in the URL', () => {
    expect(chooseService(shop, { from: 'web', host: 'web.shop.local:3000' })).toEqual({
      to: 'web',
      port: 3000,
    });
    expect(chooseService(shop, { from: 'web', host: 'WEB.shop.local' })).toEqual({ to: 'web' });
    expect(chooseService(shop, { from: 'web', host: 'web.shop.local', to: 'cart' })).toEqual({});
    expect(chooseService(shop, { from: 'web', host: 'example.com' })).toEqual({});
  });
});

describe('npm run explain', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
  });
  afterAll(() => scratch.remove());
  const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    scratch.run('explain', words, { PATH: process.env['PATH'], ...env });

  it('needs nothing of AWS, and counts the weights of MESH_WEIGHTS', async () => {
    const weights = 'color-service/default:red=90,blue=10';
    const words = ['color-teller', 'GET', '/color', '--from', 'client', '--to', 'color-service'];
    const { exitCode, stdout } = await run(words, { MESH_WEIGHTS: weights });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('reaches blue 10 %, red 90 %');
  });

  it('says of a POST that it is executed once, and on app-mesh, whose default is another, that it may be more', async () => {
    const words = ['color-teller', 'POST', '/color', '--from', 'client', '--to', 'color-service'];
    const once =
      'is executed at most once: tried at most 3 times, on connection-error, not-reached, stream-error';
    const more = 'on target app-mesh it may be executed 3 times';
    const [envoy, appMesh] = await Promise.all([
      run(words, { MESH_TARGET: 'envoy' }),
      run(words, { MESH_TARGET: 'app-mesh' }),
    ]);
    expect(envoy.stdout).toContain(once);
    expect(envoy.stdout).not.toContain('app-mesh');
    expect(appMesh.stdout).toContain(once);
    expect(appMesh.stdout).toContain(more);
  });

  it('says once that on target none there is no Envoy to do all this', async () => {
    const { stdout } = await run(['color-teller', 'GET', '/', '--follow'], { MESH_TARGET: 'none' });
    expect(stdout.match(/on target none there is no Envoy/g)).toHaveLength(1);
  });

  it('follows a request to the end: internet, client, red', async () => {
    const words = [
      'color-teller',
      'get',
      'http://localhost:8080/gateway/color/color',
      '--follow',
      '--next',
      'GET /color',
    ];
    const { exitCode, stdout } = await run(words);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => /^\S|reaches/.test(line.replace(/^[└├]/, ' ')))).toEqual([
      'GET /gateway/color/color from ingress',
      '            ├─ reaches client 100 %',
      'GET /color from client to color-service',
      '      ├─ reaches red 100 %',
      'Ends at red.',
    ]);
    const { stdout: json } = await run([...words, '--json']);
    expect(JSON.parse(json)).toMatchObject({
      resolution: { targets: [{ node: 'client' }] },
      steps: [
        {
          request: { from: 'client', to: 'color-service' },
          explanation: { resolution: { route: 'default' } },
        },
      ],
    });
  });

  it('answers for a request that is lost, too', async () => {
    const words = ['color-teller', 'GET', '/', '--from', 'red', '--to', 'client-service'];
    const { exitCode, stdout } = await run(words);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'GET / from red to client-service\n└─ is lost: service client-service is not a backend of the caller, no connection\n',
    );
  });

  it.each([
    [
      ['kiosk'],
      'npm run explain: services/index.ts lists no such application, got "kiosk"; applications are',
    ],
    [['teller', 'GET', '/'], 'did you mean "color-teller"? [application-unknown]'],
    [['color-teller', 'GET', '/', '--from', 'the-client'], 'did you mean "client"? [request-caller-unknown]'],
    [
      ['color-teller', 'GET', '/', '--from', 'client', '--to', 'color'],
      'did you mean "color-service"? [request-service-unknown]',
    ],
    [['color-teller', 'GET', '/', '--from', 'clint'], 'did you mean "client"? [request-caller-unknown]'],
    [['color-teller', 'GET', 'color'], 'path must begin with "/"'],
  ])('refuses %j', async (words, text) => {
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(text);
  });
});
