/** A running application stays in its VPC. */
import { validateNetworkChange } from '../../../lib/commands/deploy/network-change-check';
import type { StateResource } from '../../../lib/commands/terraform-state/state-file';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { listStacks, type StackEntry } from '../../../lib/project';
import { aMesh, type MeshParts } from '../../../lib/testing';

const resource = (type: string, attributes: Readonly<Record<string, unknown>>): StateResource => ({
  address: `${type}.web`,
  type,
  instances: [attributes],
  dependsOn: [],
});
const network = [resource('aws_vpc', { id: 'vpc-own' })];
const running = (vpc: string) => [resource('aws_security_group', { id: 'sg-1', vpc_id: vpc })];
const existing = { network: { existing: { vpc: 'vpc-0a1b2c3d', private: 'subnet-0a1b2c3d' } } };

function problemsOf(
  parts: MeshParts,
  states: Readonly<Record<string, readonly StateResource[]>>,
  left: readonly StateResource[] = [],
): string[] {
  const application = aMesh(parts).at({ stage: 'dev' });
  const stacks = listStacks([application], 'elsewhere');
  const entry: StackEntry = { name: 'dev-shop-network', part: 'services', application, reads: [] };
  const orphans = left.length === 0 ? [] : [{ entry: { ...entry, application }, resources: left }];
  return validateNetworkChange(stacks, new Map(Object.entries(states)), orphans).map(formatProblem);
}

it('has no problem where it stays, and where nothing runs', () => {
  expect(problemsOf({}, { 'dev-shop-network': network, 'dev-shop': running('vpc-own') })).toEqual([]);
  expect(problemsOf(existing, { 'dev-shop': running('vpc-0a1b2c3d') })).toEqual([]);
  expect(problemsOf({}, {})).toEqual([]);
  expect(problemsOf(existing, {}, network)).toEqual([]);
});

it('cannot move out of its own network', () => {
  expect(problemsOf(existing, { 'dev-shop': running('vpc-own') }, network)).toEqual([
    'application "shop" > network: it runs in vpc-own, and cannot move to another network: its zone, security groups and load balancers would be replaced; deploy it under another name or in another stage, lead its callers there, then destroy this one [network-moved]',
  ]);
});

it('cannot move into a network of its own', () => {
  const found = problemsOf({}, { 'dev-shop': running('vpc-0a1b2c3d') });
  expect(found).toEqual([expect.stringContaining('it runs in vpc-0a1b2c3d')]);
});
