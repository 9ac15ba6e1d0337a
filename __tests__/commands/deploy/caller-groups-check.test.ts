/** A change of the groups by which a node takes its callers, against what the states say running tasks hold. */
import { validateNodesInUse } from '../../../lib/commands/deploy/nodes-in-use-check';
import { readState } from '../../../lib/commands/terraform-state/state-file';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { listStacks } from '../../../lib/project/stack-list';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';

type Way = 'own' | 'both' | 'shared';

const stacks = { platform: [], web: ['web'], caller: ['caller'] };
const shop = (callerGroup: Way, parts: MeshParts = {}) =>
  aMesh({
    nodes: { web: aNode({ callerGroup }), caller: aNode({ listeners: [], backends: ['web'] }) },
    ...parts,
  }).at({ stage: 'dev' });

interface Written {
  readonly address: string;
  readonly attributes?: object;
  readonly dependencies?: readonly string[];
}
const stateOf = (resources: readonly Written[]) =>
  readState(
    JSON.stringify({
      version: 4,
      resources: resources.map(({ address, attributes = {}, dependencies = [] }) => {
        const [type, name] = address.split('.');
        return { mode: 'managed', type, name, instances: [{ attributes, dependencies }] };
      }),
    }),
    'x.tfstate',
  );

const ownRule = 'aws_vpc_security_group_ingress_rule.web_from_caller_23000';
const groups = (way: Way): Written[] => [
  { address: 'aws_security_group.web', attributes: { id: 'sg-web' } },
  ...(way === 'shared' ? [] : [{ address: ownRule }]),
  ...(way === 'own' ? [] : [{ address: 'aws_security_group.web_callers', attributes: { id: 'sg-callers' } }]),
];
const caller = (way: Way): Written[] => [
  {
    address: 'aws_ecs_service.caller',
    attributes: {
      network_configuration: [{ security_groups: ['sg-caller', ...(way === 'own' ? [] : ['sg-callers'])] }],
    },
  },
];
/** What Terraform keeps until the old tasks have gone. */
const ways: Written = { address: 'aws_security_group.caller_ways', dependencies: [ownRule] };

type State = ReturnType<typeof stateOf>;

/** Codes of what is refused. */
function refused(
  now: ReturnType<typeof shop>,
  states: Readonly<Record<string, State>>,
  chosen?: readonly string[],
): string[] {
  const all = listStacks([now], 'elsewhere');
  const picked = all.filter(({ name }) => chosen === undefined || chosen.includes(name));
  const given = { target: 'envoy', states: new Map(Object.entries(states)) } as const;
  return validateNodesInUse(picked, all, given).map(formatProblem);
}

const inUse =
  'node "web" > callerGroup: running tasks of caller have no other way to the node, and Terraform cannot keep this way until they have gone; write callerGroup: \'both\'; run npm run deploy; wait for the new tasks; then change it; where requests may fail, --interrupt deploys it as it is [callers-in-use]';
const stillHold =
  'node "web" > callerGroup: tasks of caller in stack "dev-shop-caller" still hold the group of its callers, which this would delete; run npm run deploy dev-shop-caller first [callers-still-hold]';

describe('in one stack', () => {
  const running = (way: Way, ...more: Written[]) => ({
    'dev-shop': stateOf([...groups(way), ...caller(way), ...more]),
  });

  it('Terraform keeps the old rules where a call-path group depends on them', () => {
    expect(refused(shop('shared'), running('own', ways))).toEqual([]);
  });

  it('without such a group, as on App Mesh, both ways come between', () => {
    expect(refused(shop('shared'), running('own'))).toEqual([inUse]);
    expect(refused(shop('shared'), running('own', { ...ways, dependencies: [] }))).toEqual([inUse]);
    expect(refused(shop('both'), running('own'))).toEqual([]);
    expect(refused(shop('shared'), running('both'))).toEqual([]);
  });

  it('the way back is in order: the rules come first, to groups that the old tasks have', () => {
    expect(refused(shop('own'), running('shared'))).toEqual([]);
    expect(refused(shop('own'), running('both'))).toEqual([]);
  });

  it('a caller that is new, or does not run yet, loses nothing', () => {
    expect(
      refused(shop('shared'), { 'dev-shop': stateOf([groups('own')[0] as Written, ...caller('own')]) }),
    ).toEqual([]);
    expect(refused(shop('shared'), { 'dev-shop': stateOf(groups('own')) })).toEqual([]);
    expect(refused(shop('shared'), {})).toEqual([]);
  });

  it('what does not change passes', () => {
    for (const way of ['own', 'both', 'shared'] as const)
      expect(refused(shop(way), running(way))).toEqual([]);
  });
});

describe('across stacks', () => {
  const now = (way: Way) => shop(way, { stacks });
  const running = (way: Way) => ({
    'dev-shop-platform': stateOf(groups(way)),
    'dev-shop-caller': stateOf([...caller(way), { ...ways, dependencies: [] }]),
  });

  it('both ways come between, towards one group and back', () => {
    expect(refused(now('shared'), running('own'))).toEqual([inUse]);
    expect(refused(now('both'), running('own'))).toEqual([]);
    expect(refused(now('shared'), running('both'))).toEqual([]);
    expect(refused(now('own'), running('shared'))).toEqual([inUse]);
    expect(refused(now('both'), running('shared'))).toEqual([]);
  });

  it('are not through while the stack of a caller is not deployed with both', () => {
    const half = {
      'dev-shop-platform': stateOf(groups('both')),
      'dev-shop-caller': running('own')['dev-shop-caller'],
    };
    expect(refused(now('shared'), half)).toEqual([inUse]);
    expect(refused(now('shared'), half, ['dev-shop-caller'])).toEqual([]);
  });

  it('the group goes when the stack of its last holder is deployed', () => {
    expect(refused(now('own'), running('both'))).toEqual([stillHold]);
    expect(refused(now('own'), running('both'), ['dev-shop-caller'])).toEqual([]);
    const given = { ...running('both'), 'dev-shop-caller': running('own')['dev-shop-caller'] };
    expect(refused(now('own'), given)).toEqual([]);
  });
});
