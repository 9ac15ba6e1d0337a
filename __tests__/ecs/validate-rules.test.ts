/** The rules of each security group, counted on every target. */
import { DEFAULT_QUOTAS } from '../../lib/mesh/checks/quotas';
import { applicationLoadBalancer } from '../../lib/mesh';
import { builtTargets } from '../../lib/targets';
import type { NodeDefinition } from '../../lib/mesh/node';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';

/** Node `web` is called by so many others. */
const calledBy = (callers: number) => {
  const names = Array.from({ length: callers }, (_, index) => `caller-${index}`);
  const nodes = names.map((name) => [name, aNode({ listeners: [], backends: ['web'] })] as const);
  return aMesh({ nodes: { web: aNode(), ...Object.fromEntries(nodes) } }).at({ stage: 'dev' });
};

describe.each(builtTargets())('on $name', ({ name, validate }) => {
  // On envoy callers also check the health port of the node's Envoy.
  const each = name === 'envoy' ? 2 : 1;
  const told = (rules: number, quota: number) =>
    validate(calledBy(rules / each), { ...DEFAULT_QUOTAS, 'security-group-rules': quota }).filter(
      ({ code }) => code === 'security-group-rules',
    );

  it.each([60, 200])('the rules of a group may be as many as the quota says: %d', (quota) => {
    expect(told(quota, quota)).toEqual([]);
    expect(told(quota + each, quota)).toMatchObject([{ where: 'node "web"', got: quota + each }]);
  });

  const openTo = (four: number, six: number) =>
    validate(
      aMesh({
        network: { ipv6: true },
        nodes: {
          web: aNode({
            loadBalancer: applicationLoadBalancer(80, {
              open: [
                ...Array.from({ length: four }, (_, index) => `203.0.113.${index}/32`),
                ...Array.from({ length: six }, (_, index) => `2001:db8:${index + 1}::/48`),
                { securityGroup: 'sg-0a1b2c3d' },
              ],
            }),
          }),
        },
      }).at({ stage: 'dev' }),
      { ...DEFAULT_QUOTAS, 'security-group-rules': 10 },
    ).filter(({ code }) => code === 'security-group-rules');

  it('rules of IPv4 and of IPv6 have a quota each, and a group counts in both', () => {
    expect(openTo(9, 9)).toEqual([]);
    const where = 'node "web" > load balancer';
    expect(openTo(10, 9)).toMatchObject([{ where, got: 11 }]);
    expect(openTo(9, 11)).toMatchObject([{ where, got: 12 }]);
  });
});

describe.each(builtTargets())('from outside of the mesh, on $name', ({ validate }) => {
  const opened = (blocks: number) =>
    aMesh({
      nodes: {
        web: aNode({
          open: Array.from({ length: blocks }, (_, index) => `10.${index}.0.0/16`),
          loadBalancer: applicationLoadBalancer(80, {
            open: Array.from({ length: blocks }, (_, index) => `10.${index}.0.0/16`),
          }),
        }),
      },
    }).at({ stage: 'dev' });
  const told = (blocks: number) =>
    validate(opened(blocks), DEFAULT_QUOTAS)
      .filter(({ code }) => code === 'security-group-rules')
      .map(({ where, got }) => [where, got]);

  it('each block is a rule too', () => {
    expect(told(58)).toEqual([]);
    expect(told(61)).toEqual([
      ['node "web"', expect.any(Number)],
      ['node "web" > load balancer', 61],
    ]);
  });
});

describe.each(builtTargets())('callers by one group, on $name', ({ name, validate }) => {
  const found = (parts: MeshParts, code: string) =>
    validate(aMesh(parts).at({ stage: 'dev' }), DEFAULT_QUOTAS).filter((each) => each.code === code);
  const caller = aNode({ listeners: [], backends: ['web'] });
  const callers = (count: number, callerGroup: 'own' | 'both' | 'shared'): MeshParts => ({
    nodes: {
      web: aNode({ callerGroup }),
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`caller-${index}`, caller])),
    },
  });
  const each = name === 'envoy' ? 2 : 1;

  it('need a rule for each port, and not for each caller', () => {
    expect(found(callers(500, 'shared'), 'security-group-rules')).toEqual([]);
  });

  it('are the way out that too many rules name, unless the node has it', () => {
    const way = expect.stringContaining("callerGroup: 'shared'") as string;
    expect(found(callers(61, 'own'), 'security-group-rules')).toMatchObject([{ got: 61 * each, fix: way }]);
    // All rules of both ways.
    const [both] = found(callers(61, 'both'), 'security-group-rules');
    expect(both).toMatchObject({ got: 62 * each });
    expect(both?.fix).not.toContain('callerGroup');
  });

  const sharing = (callees: number, parts: Partial<NodeDefinition> = {}): MeshParts => {
    const names = Array.from({ length: callees }, (_, index) => `n${index}`);
    return {
      nodes: {
        ...Object.fromEntries(names.map((each) => [each, aNode({ callerGroup: 'shared' })])),
        web: aNode({ backends: names, ...parts }),
      },
      services: Object.fromEntries([...names, 'web'].map((each) => [each, { to: each }])),
    };
  };
  // Its own, and its call-path group where the target has them.
  const others = name === 'app-mesh' ? 1 : 2;

  it('make a caller hold a group for each such node, five groups at most', () => {
    expect(found(sharing(5 - others), 'security-groups-many')).toEqual([]);
    expect(found(sharing(6 - others), 'security-groups-many')).toMatchObject([
      { where: 'node "web"', got: 6, severity: 'warning' },
    ]);
  });

  it('are four for a job, which has no call-path group', () => {
    const job = { listeners: [], runs: { kind: 'task', source: 'web' } } as const;
    const parts = (callees: number): MeshParts => ({
      ...sharing(callees, job),
      services: Object.fromEntries(
        Array.from({ length: callees }, (_, index) => [`n${index}`, { to: `n${index}` }]),
      ),
    });
    expect(found(parts(4), 'security-groups-many')).toEqual([]);
    expect(found(parts(5), 'security-groups-many')).toMatchObject([{ got: 6 }]);
  });
});
