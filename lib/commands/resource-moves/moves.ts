/**
 * Resources that are in the state of one stack and are declared by another stack now: the code was split into other
 * stacks. Terraform works with one state at a time. So the new stack would create them again, or take over resources with
 * the same name, and the old stack would destroy them.
 */
import { importId } from '../terraform/import-id';
import type { StateResource } from '../terraform-state/state-file';
import type { DeclaredResource } from '../run/synth-stacks';

export interface Move {
  /** `aws_ecs_service.web`, the same in both stacks. */
  readonly address: string;
  readonly from: string;
  readonly to: string;
  /** The id for `terraform import`. @default - it is in both states already, and only has to leave the first */
  readonly id?: string;
}

export interface StackContent {
  readonly name: string;
  /** What its JSON declares; absent if no application declares the stack. */
  readonly declared: readonly DeclaredResource[];
  /** What its state holds. */
  readonly held: readonly StateResource[];
}

/** The stack of the code that declares a resource. */
interface Owner {
  readonly name: string;
  readonly values: DeclaredResource['values'];
}

/** @param stacks of one application in one stage, in the order of deployment */
export function findMoves(stacks: readonly StackContent[]): Move[] {
  const owners = new Map<string, Owner>(
    stacks.flatMap(({ name, declared }): [string, Owner][] =>
      declared.map((each) => [`${each.type}.${each.name}`, { name, values: each.values }]),
    ),
  );
  return stacks.flatMap(({ name: from, declared, held }) =>
    held.flatMap((resource): Move[] => {
      const { address } = resource;
      const owner = owners.get(address);
      const stays = declared.some(({ type, name }) => `${type}.${name}` === address);
      if (owner === undefined || stays || !isSame(owner.values, resource)) return [];
      const there = stacks.find(({ name }) => name === owner.name)?.held ?? [];
      const twin = there.find((each) => each.address === address);
      // If it stayed here it would be lost: no other state has it.
      if (twin !== undefined && isOther(twin, resource)) return [];
      return [{ address, from, to: owner.name, ...(!twin && { id: importId(resource) }) }];
    }),
  );
}

/**
 * Resources that the plan of a stack creates, because no state holds them and no move brings them.
 * @returns addresses
 */
export function madeBeside({ name, declared, held }: StackContent, moves: readonly Move[]): string[] {
  const there = new Set([
    ...held.map(({ address }) => address),
    ...moves.filter(({ to }) => to === name).map(({ address }) => address),
  ]);
  return declared.map((each) => `${each.type}.${each.name}`).filter((address) => !there.has(address));
}

/** Fields of the JSON that hold the name of a resource, if it has a name of its own. */
const NAMES = ['name', 'family', 'rule_name'] as const;

/**
 * A resource with another name is another resource: it is created beside the old one, unless terraform must keep the
 * name.
 */
function isSame(declared: DeclaredResource['values'], { instances: [held = {}] }: StateResource): boolean {
  return NAMES.every((field) => {
    const name = declared[field];
    return (
      typeof name !== 'string' || name.includes('${') || held[field] === name || isIgnored(declared, field)
    );
  });
}

/** `ignore_changes` is a list of fields, or `all`. */
function isIgnored({ lifecycle }: DeclaredResource['values'], field: string): boolean {
  // A cast, since it is JSON that this project wrote.
  const { ignore_changes: ignored } = (lifecycle ?? {}) as {
    readonly ignore_changes?: 'all' | readonly string[];
  };
  return ignored === 'all' || ignored?.includes(field) === true;
}

/**
 * Both are compared, since the provider may make up an id at each import, and each revision of a task definition has its
 * own ARN.
 */
function isOther(a: StateResource, b: StateResource): boolean {
  return a.instances[0]?.['id'] !== b.instances[0]?.['id'] && importId(a) !== importId(b);
}
