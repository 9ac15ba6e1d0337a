/** The limits of names are AWS's. They count what the stage adds to a name. */
import { formatProblem } from '../../lib/mesh/checks/problem';
import { completeApplication } from '../../lib/mesh/complete-application';
import type { NodeDefinition } from '../../lib/mesh/node';
import { validateNames, validateNamesAcross } from '../../lib/mesh/validate-names';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const letters = (count: number) => 'a'.repeat(count);

/** Application `name`, with what `aMesh` has beside `parts`. */
const named = (name: string, parts: MeshParts = {}, stage = 'dev') =>
  completeApplication(
    name,
    { stage },
    {
      mesh: `${name}-mesh`,
      namespace: 'shop.local',
      nodes: { web: aNode() },
      services: { web: { to: 'web' } },
      ...parts,
    },
  );

describe('at the edge of what AWS takes', () => {
  const node = (length: number): MeshParts => ({ nodes: { web: aNode(), [letters(length)]: aNode() } });
  const gateway = (length: number): MeshParts => ({ gateways: { [letters(length)]: aGateway() } });
  const texts = (parts: MeshParts, stage = 'dev') =>
    validateNames(aMesh(parts).at({ stage })).map(formatProblem);
  const fix = 'shorten the name of the stage, the application, or the node or gateway [name-too-long]';

  it('a role has 64 characters: dev-shop-…-execution', () => {
    expect(texts(node(45))).toEqual([]);
    expect(texts(node(46))).toEqual([
      `node "${letters(46)}": the IAM role name is 65 characters long, AWS takes 64, got "dev-shop-${letters(46)}-execution"; ${fix}`,
    ]);
  });

  it('a rule of EventBridge has 64 characters: dev-shop-…, for a schedule alone', () => {
    const ofRule = (length: number, runs: NodeDefinition['runs']) =>
      texts({ nodes: { web: aNode(), [letters(length)]: { runs } } }).filter((text) => text.includes('rule'));
    const schedule = { kind: 'schedule', at: 'rate(1 day)', source: 'job' } as const;
    expect(ofRule(55, schedule)).toEqual([]);
    expect(ofRule(56, { kind: 'task', source: 'job' })).toEqual([]);
    expect(ofRule(56, schedule)).toEqual([
      `node "${letters(56)}": the EventBridge rule name is 65 characters long, AWS takes 64, got "dev-shop-${letters(56)}"; ${fix}`,
    ]);
  });

  it('a load balancer has 32 characters: dev-shop-…', () => {
    expect(texts(gateway(23))).toEqual([]);
    expect(texts(gateway(24))).toEqual([
      `gateway "${letters(24)}" > load balancer: the load balancer name is 33 characters long, AWS takes 32, got "dev-shop-${letters(24)}"; ${fix}`,
    ]);
  });

  it('a gateway without a load balancer has none', () => {
    const { listener, routes } = aGateway();
    expect(texts({ gateways: { [letters(24)]: { listener, routes } } })).toEqual([]);
  });

  it('a mesh has 255 characters: dev-…', () => {
    expect(texts({ mesh: letters(251) })).toEqual([]);
    expect(texts({ mesh: letters(252) })[0]).toContain('the mesh name is 256 characters long, AWS takes 255');
  });

  it('an X-Ray group has 32 characters: dev-…, with tracing alone', () => {
    const texts = (length: number, parts: MeshParts) =>
      validateNames(named(letters(length), parts)).map(({ where, what }) => `${where}: ${what}`);
    expect(texts(28, { tracing: {} })).toEqual([]);
    expect(texts(29, {})).toEqual([]);
    expect(texts(29, { tracing: {} })).toEqual([
      `application "${letters(29)}": the X-Ray group and sampling rule name is 33 characters long, AWS takes 32`,
    ]);
  });

  it('a host has 253 characters: web.…', () => {
    const zone = (length: number) => `${`${letters(60)}.`.repeat(4)}${letters(length - 244)}`;
    expect(texts({ namespace: zone(249) })).toEqual([]);
    expect(texts({ namespace: zone(250) })[0]).toContain(
      'the host name is 254 characters long, AWS takes 253',
    );
  });

  it('the stage counts: what fits in dev does not in staging', () => {
    expect(texts(node(45), 'staging')[0]).toContain('the IAM role name is 68 characters long');
  });
});

describe('two applications of one account', () => {
  const texts = (...applications: Parameters<typeof validateNamesAcross>[0]) =>
    validateNamesAcross(applications).map(formatProblem);

  it('live side by side under different names', () => {
    expect(texts(named('shop'), named('bank'))).toEqual([]);
  });

  it('cannot have one mesh', () => {
    expect(texts(named('shop', { mesh: 'm' }), named('bank', { mesh: 'm' }))).toEqual([
      'application "bank": its mesh would have the same name as that of application "shop", got "dev-m"; rename one of them [account-name-twice]',
    ]);
  });

  it('cannot meet where names are joined: shop + eu-web, and shop-eu + web', () => {
    const one = named('shop', { nodes: { 'eu-web': aNode() }, services: {} });
    const other = named('shop-eu', { nodes: { web: aNode() } });
    expect(texts(one, other)).toEqual([
      'application "shop-eu" > node "web": its IAM role would have the same name as that of application "shop" > node "eu-web", got "dev-shop-eu-web-execution"; rename one of them [account-name-twice]',
    ]);
  });
});

it('two parts of an application may not be one name once the application’s own is said once', () => {
  const parts = { nodes: { web: aNode() }, gateways: { 'shop-web': aGateway() } };
  expect(validateNames(aMesh(parts).at({ stage: 'dev' })).map(formatProblem)).toEqual([
    'gateway "shop-web": its role would have the same name as that of node "web", got "dev-shop-web"; rename one of them [account-name-twice]',
  ]);
});
