/** `npm run bootstrap`: its words, and what it prints. */
import { bootstrapText, readBootstrapOptions } from '../../lib/commands/options/bootstrap-options';
import { nodeRefs, renderNodeBootstrap } from '../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../lib/testing';
import colorTeller from '../../services/color-teller/application';
import { makeScratch, type Scratch } from '../support/scratch';

describe('the words of npm run bootstrap', () => {
  it.each([
    [['red'], { runner: 'red' }],
    [['color-teller', 'red'], { application: 'color-teller', runner: 'red' }],
  ])('are a node or gateway, after its application: %j', (names, options) => {
    expect(readBootstrapOptions({ names })).toEqual(options);
  });

  it.each([
    [[], 'npm run bootstrap > node or gateway: is missing; see npm run bootstrap -- --help [flag-value]'],
    [
      ['a', 'b', 'c'],
      'npm run bootstrap > node or gateway: is the last of two words, got "a b c"; see npm run bootstrap -- --help [flag-value]',
    ],
  ])('are one or two: %j', (names, message) => {
    expect(() => readBootstrapOptions({ names })).toThrow(message);
  });
});

const names = Array.from({ length: 30 }, (_, index) => `service-${index}`);
const shop = aMesh({
  nodes: {
    ...Object.fromEntries(names.map((name) => [name, aNode()])),
    caller: aNode({
      listeners: [],
      backends: names,
      backendPorts: Object.fromEntries(names.map((name, i) => [name, 10_000 + i])),
    }),
    partner: { external: { protocol: 'tcp', port: 5432 }, host: 'db.example' },
  },
  services: Object.fromEntries(names.map((name) => [name, { to: name }])),
  gateways: { ingress: aGateway({ routes: { all: { service: 'service-0' } } }) },
}).at({ stage: 'dev' });

describe('the bootstrap of a name', () => {
  it('is that of a node or gateway, with the way in which it travels', () => {
    expect(bootstrapText(shop, 'ingress').form).toMatch(/^ingress: \d{4} bytes, as text in the command$/);
    expect(bootstrapText(shop, 'caller').form).toMatch(
      /^caller: \d{5} bytes, compressed to [3-9]\d{3} in variable ENVOY_BOOTSTRAP_GZIP$/,
    );
  });

  it('of nothing that has an Envoy is a problem, which lists those that have one', () => {
    expect(() => bootstrapText(shop, 'partner')).toThrow(
      /^npm run bootstrap > node or gateway: has no Envoy in shop; those with one are "caller", "ingress", .* and 22 more, got "partner"; /,
    );
  });
});

describe('npm run bootstrap', () => {
  let scratch: Scratch;
  beforeAll(() => (scratch = makeScratch()));
  afterAll(() => scratch.remove());

  it('prints on stdout what Envoy reads, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await scratch.run('bootstrap', ['color-teller', 'red']);
    const application = colorTeller.at({ stage: 'dev' });
    const red = application.nodes.find(({ name }) => name === 'red');
    if (red === undefined) throw new Error('color-teller has a node red');
    const bootstrap = renderNodeBootstrap(application, red, nodeRefs(application, red));
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(bootstrap)));
    expect(stdout.split('\n').length).toBeGreaterThan(100);
    expect(stderr).toMatch(/^red: \d+ bytes, as text in the command$/m);
  });

  it('ends with 1 for a name that is not there', async () => {
    const { exitCode, stderr } = await scratch.run('bootstrap', ['color-teller', 'rde']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('got "rde"');
  });
});
