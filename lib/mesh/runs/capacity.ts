/** Where the tasks of a node or gateway run: on Fargate, on Fargate Spot, or on instances of a capacity provider. */
import { byText } from '../by-key';
import { checkCount, checkLimit } from '../checks/limit';
import { counts, limits } from '../checks/limits';
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { repeated } from '../checks/repeated';
import { list, number, text } from '../checks/shape';
import type { Network } from '../surroundings/network';
import { quote } from '../checks/value-text';

export interface CapacityDefinition {
  /**
   * `FARGATE`, `FARGATE_SPOT`, or the name of a capacity provider with instances of EC2. AWS may take a task on Spot away,
   * with a warning of two minutes.
   */
  readonly provider: string;
  /** Tasks that run here before weights count, 0 to 100,000. Only one provider may have a base. @default 0 */
  readonly base?: number;
  /** Share of the other tasks, 0 to 1,000; at least one provider has a weight above 0. @default 1 */
  readonly weight?: number;
}

export type Capacity = Required<CapacityDefinition>;

export const capacityShape = list(
  fields<CapacityDefinition>({ provider: text, base: optional(number), weight: optional(number) }),
  (_, index) => `capacity ${index + 1}`,
);

/** Sorted by provider: the order makes no difference to ECS. */
export function completeCapacity(capacity: readonly CapacityDefinition[]): Capacity[] {
  return capacity
    .map(({ provider, base = 0, weight = 1 }) => ({ provider, base, weight }))
    .sort(byText(({ provider }) => provider));
}

const SPOT = 'FARGATE_SPOT';
/** The providers that every account has. */
export const FARGATE_PROVIDERS: readonly string[] = ['FARGATE', SPOT];

interface Placed {
  readonly capacity?: readonly Capacity[];
}

/** Tasks run on instances of EC2. */
export const isOnEc2 = ({ capacity = [] }: Placed): boolean =>
  capacity.some(({ provider }) => !FARGATE_PROVIDERS.includes(provider));

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html: up to 255; three prefixes are AWS's. */
const NAME = /^(?!aws|ecs|fargate)[A-Za-z0-9_-]{1,255}$/i;

export function validateCapacity(capacity: readonly Capacity[] | undefined, where: string): Problem[] {
  if (capacity === undefined) return [];
  const others = capacity.filter(({ provider }) => !FARGATE_PROVIDERS.includes(provider));
  const based = capacity.filter(({ base }) => base !== 0);
  return [
    ...(capacity.some(({ weight }) => weight !== 0) ? [] : [problems.capacityWeights(where, capacity)]),
    ...(based.length > 1 ? [problems.capacityBases(where, based)] : []),
    ...(others.length > 0 && others.length < capacity.length
      ? [problems.capacityMixed(where, capacity)]
      : []),
    ...others
      .filter(({ provider }) => !NAME.test(provider))
      .map(({ provider }) => problems.capacityProvider(where, provider)),
    ...repeated(capacity.map(({ provider }) => provider)).map((twice) =>
      problems.capacityTwice(where, twice),
    ),
    ...checkCount(counts.capacityProviders, capacity, where),
    ...capacity.flatMap(({ provider, base, weight }) => [
      ...checkLimit(limits.capacityBase, base, `${where} > ${quote(provider)}`),
      ...checkLimit(limits.capacityWeight, weight, `${where} > ${quote(provider)}`),
    ]),
  ];
}

interface Runner {
  readonly name: string;
  readonly runs: Placed;
}

interface Running {
  readonly nodes: readonly Runner[];
  readonly gateways: readonly Runner[];
  readonly network: Network;
  readonly cluster: { readonly existing?: unknown };
}

/** What ECS or a gateway's clients do not take. */
export function validatePlaces({ nodes, gateways, network }: Running): Problem[] {
  const placed = [...placesOf('node', nodes), ...placesOf('gateway', gateways)];
  return [
    ...placesOf('gateway', gateways.filter(isOnSpot)).map(({ where }) => problems.capacityGatewaySpot(where)),
    ...('publicIp' in network && network.publicIp === true
      ? placed.filter(({ runs }) => isOnEc2(runs)).map(({ where }) => problems.capacityPublicIp(where))
      : []),
  ];
}

/** @param called asked only where it matters: names of nodes that others call */
export function warnOfPlaces(application: Running, called: () => ReadonlySet<string>): Problem[] {
  const { nodes, cluster } = application;
  const providers = providersOf(application);
  const without = nodes.filter((node) => isOnSpot(node) && !hasBase(node));
  // Calls of a large application take a while to find.
  const calls = without.length === 0 ? undefined : called();
  const bare = without.filter(({ name }) => calls?.has(name));
  return [
    ...placesOf('node', bare).map(({ where }) => problems.capacitySpotBase(where)),
    ...(cluster.existing !== undefined && providers.length > 0
      ? [problems.capacityExistingCluster('cluster > existing', providers)]
      : []),
  ];
}

const placesOf = (kind: string, runners: readonly Runner[]) =>
  runners.map(({ name, runs }) => ({ runs, where: `${kind} ${quote(name)} > runs > capacity` }));

const isOnSpot = ({ runs: { capacity = [] } }: Runner) => capacity.some(({ provider }) => provider === SPOT);

const hasBase = ({ runs: { capacity = [] } }: Runner) =>
  capacity.some(({ provider, base }) => provider !== SPOT && base > 0);

/** Every provider that a task of the application asks for, each once, sorted. */
export function providersOf({ nodes, gateways }: Pick<Running, 'nodes' | 'gateways'>): string[] {
  const all = [...nodes, ...gateways].flatMap(({ runs: { capacity = [] } }) =>
    capacity.map(({ provider }) => provider),
  );
  return [...new Set(all)].sort();
}
