/**
 * Deployed stacks that no application declares any more: the code of the stack is gone, and its state is still in the
 * bucket. A stack counts only if it is proved to be ours. The rest may belong to others: it is reported and never
 * changed.
 */
import type { MeshApplication } from '../../mesh/application';
import { accountName } from '../../mesh/account-names';
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { ownershipOf } from '../terraform-state/state-owner';
import { readSources, readState, type StateResource } from '../terraform-state/state-file';
import type { DeployContext } from '../run/deploy-context';

export interface Orphan {
  /** `reads` are the keys of the states that it reads, `part` is its part of the application. */
  readonly entry: StackEntry & { readonly application: MeshApplication };
  readonly resources: readonly StateResource[];
}

export interface Found {
  /** Sorted: stacks that others depend on come first. */
  readonly orphans: readonly Orphan[];
  /** States that may be of an orphan, and may belong to others. */
  readonly left: readonly LeftAlone[];
}

export interface LeftAlone {
  readonly key: string;
  /** Name of the stack, if the state is one of ours. */
  readonly name: string;
  /** A clause that says why its owner cannot be known. */
  readonly because: string;
}

const CLOSED = 'you may not read whose it is';
const UNPROVED = 'nothing in it proves that it was';

type Bucket = Pick<DeployContext, 'store' | 'stacks' | 'settings'>;

const STATE = '.tfstate';

/** Terraform protects these (`prevent_destroy`) as long as the code declares them. */
const PROTECTED: readonly string[] = [
  'aws_ecs_cluster',
  'aws_lb',
  'aws_service_discovery_private_dns_namespace',
];

/** Lists the keys, and reads the states that no stack of the project has. It asks only a bucket that is ours. */
export async function findOrphans(
  { store, stacks, settings }: Bucket,
  applications: readonly MeshApplication[],
): Promise<Found> {
  const keys = await store.list(`${settings.stage}-`);
  const candidates = keys
    .filter((key) => key.endsWith(STATE))
    .map((key) => ({ key, name: key.slice(0, -STATE.length) }))
    .map(({ key, name }) => ({ key, name, applications: applications.filter((each) => mayBeOf(name, each)) }))
    .filter(({ name, applications }) => applications.length > 0 && !isDeclared(name, stacks));
  const judged = await Promise.all(candidates.map((each) => look(store, each)));
  return {
    orphans: judged.flatMap(({ orphan }) => orphan ?? []).sort(byPlace),
    left: judged.flatMap(({ left }) => left ?? []),
  };
}

/** Looks only at the name: `dev-shop-web` may be stack `web` of `shop`, or the only stack of `shop-web`. */
export function mayBeOf(name: string, application: MeshApplication): boolean {
  const whole = accountName(application);
  return name === whole || name.startsWith(`${whole}-`);
}

/** Stack `images` is known even if a CI builds: a setting removes it, not the code. */
function isDeclared(name: string, stacks: readonly StackEntry[]): boolean {
  return stacks.some(
    (stack) =>
      stack.name === name || (stack.application && accountName(stack.application, 'images') === name),
  );
}

async function look(store: Bucket['store'], candidate: Candidate): Promise<Judged> {
  const { key, name } = candidate;
  try {
    const text = await store.read(key);
    return text === undefined ? {} : judge({ ...candidate, text });
  } catch (error) {
    const because = error instanceof MeshError ? reasonOf(error.problems) : undefined;
    if (because === undefined) throw error;
    return { left: { key, name, because } };
  }
}

/** Why a state without a stack cannot be judged; such a state stops no command. @returns undefined for any other error */
function reasonOf(found: readonly Problem[]): string | undefined {
  const [first] = found;
  if (found.every(({ code }) => code === 'aws-call-failed')) return CLOSED;
  return found.every(({ code }) => code === 'state-unreadable') ? `it ${first?.what ?? ''}` : undefined;
}

interface Judged {
  readonly orphan?: Orphan;
  readonly left?: LeftAlone;
}

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly applications: readonly MeshApplication[];
}

/** Empty if the state holds nothing, or belongs to another application. */
function judge({ key, name, applications, text }: Candidate & { readonly text: string }): Judged {
  const resources = readState(text, key);
  if (resources.length === 0) return {};
  const owner = ownershipOf({ name, resources }, applications);
  if (owner.kind !== 'ours') return owner.kind === 'theirs' ? {} : { left: { key, name, because: UNPROVED } };
  const reads = readSources(text, key).map((source) => source.slice(0, -STATE.length));
  const part = resources.some(({ type }) => PROTECTED.includes(type)) ? 'platform' : 'services';
  return { orphan: { entry: { name, part, application: owner.application, reads }, resources } };
}

function byPlace({ entry: a }: Orphan, { entry: b }: Orphan): number {
  const place = ({ part, name }: StackEntry) => `${part === 'platform' ? 0 : 1} ${name}`;
  return place(a) < place(b) ? -1 : 1;
}
