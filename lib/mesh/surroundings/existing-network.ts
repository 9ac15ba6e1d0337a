/** A network that exists: a VPC and subnets that another team made. It is not changed. */
import { fieldsIn, optional } from '../checks/fields';
import { elsewhere } from '../checks/misplaced-fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { flag, list, type Shape, text } from '../checks/shape';
import { readBlock } from './address-block';
import { completeRef, type Ref, refShape, validateRef } from './reference';

export interface ExistingNetworkParts {
  /** Id of the VPC. Its DNS support and DNS host names must be on; the plan fails with a message if they are not. */
  readonly vpc: Ref;
  /** Subnets of tasks, one for each zone: one reference to a list, or a list of references to one subnet each. */
  readonly private: Ref | readonly Ref[];
  /** Subnets of load balancers that face the internet, one for each zone. @default - none, so nothing may face it */
  readonly public?: Ref | readonly Ref[];
  /** IPv4 block that counts as the network in `open`. @default - all IPv4 blocks of the VPC */
  readonly cidr?: string;
}

export interface ExistingNetworkDefinition {
  readonly existing: ExistingNetworkParts;
  /** Tasks run in `public`, each with a public address of its own. @default false */
  readonly publicIp?: boolean;
}

const refsShape: Shape = (value, place) =>
  Array.isArray(value)
    ? list(refShape, (_, index) => `item ${index + 1} of ${place.name}`)(value, place)
    : refShape(value, place);

export const existingNetworkShape = fieldsIn(elsewhere.besideExisting)<ExistingNetworkDefinition>({
  existing: fieldsIn(elsewhere.existingNetwork)<ExistingNetworkParts>({
    vpc: refShape,
    private: refsShape,
    public: optional(refsShape),
    cidr: optional(text),
  }),
  publicIp: optional(flag),
});

export interface ExistingNetwork extends ExistingNetworkDefinition {
  readonly kind: 'existing';
}

export function completeExistingNetwork({
  existing,
  publicIp = false,
}: ExistingNetworkDefinition): ExistingNetwork {
  const { vpc, private: tasks, public: balancers, cidr } = existing;
  return {
    kind: 'existing',
    existing: {
      vpc: completeRef(vpc),
      private: completeRefs(tasks),
      ...(balancers !== undefined && { public: completeRefs(balancers) }),
      ...(cidr !== undefined && { cidr }),
    },
    ...(publicIp && { publicIp }),
  };
}

export function validateExistingNetwork({ existing, publicIp }: ExistingNetwork): Problem[] {
  const where = 'network > existing';
  const { vpc, cidr } = existing;
  return [
    ...validateRef(vpc, { kind: 'vpc', where: `${where} > vpc` }),
    ...validateSubnetRefs(existing.private, `${where} > private`),
    ...(publicIp && existing.public === undefined ? [problems.networkPublicTasks(where)] : []),
    ...(existing.public === undefined ? [] : validateSubnetRefs(existing.public, `${where} > public`)),
    ...(cidr === undefined || readBlock(cidr) !== undefined
      ? []
      : [problems.networkBlock(`${where} > cidr`, cidr)]),
  ];
}

function validateSubnetRefs(refs: Ref | readonly Ref[], where: string): Problem[] {
  if (!isList(refs)) return validateRef(refs, { kind: 'subnets', where });
  if (refs.length === 0) return [problems.networkSubnetsEmpty(where)];
  const texts = refs.map((ref) => JSON.stringify(ref));
  return [
    ...refs.flatMap((ref) => validateRef(ref, { kind: 'subnet', where })),
    ...refs
      .filter((_, index) => texts.indexOf(texts[index] ?? '') < index)
      .map((ref) => problems.networkSubnetTwice(where, ref)),
  ];
}

/** How many subnets are declared, if synth can count them. */
export function countSubnets(refs: Ref | readonly Ref[]): number | undefined {
  if (isList(refs)) return refs.length;
  return typeof refs === 'string' ? 1 : undefined;
}

const completeRefs = (refs: Ref | readonly Ref[]) =>
  isList(refs) ? refs.map(completeRef) : completeRef(refs);

export const isList = (refs: Ref | readonly Ref[]): refs is readonly Ref[] => Array.isArray(refs);
