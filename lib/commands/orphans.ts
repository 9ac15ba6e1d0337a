/**
 * Stacks that stand and that no application declares any more: it was taken out of the code, and its state is still in the
 * bucket. Whose a state is, what it holds says: the tags that every stack gives its resources, or the states that it reads.
 */
import type { MeshApplication } from '../mesh/application';
import { accountName } from '../mesh/names';
import { MeshError } from '../mesh/problem';
import type { StackEntry } from '../project';
import { readSources, readState, type StateResource } from './state-file';
import type { Workplace } from './workplace';

export interface Orphan {
  /** `reads` is what its state says, `part` what it holds. */
  readonly entry: StackEntry & { readonly application: MeshApplication };
  readonly resources: readonly StateResource[];
}

export interface Found {
  /** Sorted, what others build on first. */
  readonly orphans: readonly Orphan[];
  /** Keys that might be of one and may not be read. */
  readonly closed: readonly string[];
}

type Bucket = Pick<Workplace, 'store' | 'stacks' | 'settings'>;

const STATE = '.tfstate';

/** Terraform protects these (`prevent_destroy`) while the code declares them. */
const PROTECTED: readonly string[] = [
  'aws_ecs_cluster',
  'aws_lb',
  'aws_service_discovery_private_dns_namespace',
];

/** Asks for keys, and reads the states that no stack of the project has. Only asks a bucket that is ours. */
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
  const read = await Promise.all(
    candidates.map(async (each) => ({ ...each, text: await tryRead(store, each.key) })),
  );
  return {
    orphans: read
      .flatMap(({ key, name, applications, text }) =>
        typeof text === 'string' ? orphanIn(text, { key, name, applications }) : [],
      )
      .sort(byPlace),
    closed: read.filter(({ text }) => text === CLOSED).map(({ key }) => key),
  };
}

/** By its name alone: `dev-shop-web` may be stack `web` of `shop`, or the only one of `shop-web`. */
export function mayBeOf(name: string, application: MeshApplication): boolean {
  const whole = accountName(application);
  return name === whole || name.startsWith(`${whole}-`);
}

/** Stack `images` is known even where somebody else builds: a setting takes it away, not the code. */
function isDeclared(name: string, stacks: readonly StackEntry[]): boolean {
  return stacks.some(
    (stack) =>
      stack.name === name || (stack.application && accountName(stack.application, 'images') === name),
  );
}

const CLOSED = Symbol('closed');

async function tryRead(store: Bucket['store'], key: string): Promise<string | undefined | typeof CLOSED> {
  try {
    return await store.read(key);
  } catch (error) {
    if (error instanceof MeshError && error.problems.every(({ code }) => code === 'aws-call-failed'))
      return CLOSED;
    throw error;
  }
}

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly applications: readonly MeshApplication[];
}

function orphanIn(text: string, { key, name, applications }: Candidate): Orphan[] {
  const resources = readState(text, key);
  const sources = readSources(text, key).map((source) => source.slice(0, -STATE.length));
  const application = applications.find((each) => isOf({ name, resources, sources }, each));
  if (resources.length === 0 || application === undefined) return [];
  const part = resources.some(({ type }) => PROTECTED.includes(type)) ? 'platform' : 'services';
  return [{ entry: { name, part, application, reads: sources }, resources }];
}

interface Content {
  readonly name: string;
  readonly resources: readonly StateResource[];
  /** Names of stacks. */
  readonly sources: readonly string[];
}

function isOf({ name, resources, sources }: Content, application: MeshApplication): boolean {
  const tagged = resources.flatMap(({ instances }) => instances.flatMap(({ tags_all }) => tags_all ?? []));
  const wanted = { Application: application.name, Stage: application.stage, Stack: name };
  if (tagged.length > 0)
    return tagged.some((tags) =>
      Object.entries(wanted).every(([tag, value]) => valueAt(tags, tag) === value),
    );
  return sources.includes(accountName(application, 'network'));
}

function valueAt(tags: unknown, tag: string): unknown {
  return typeof tags === 'object' && tags !== null
    ? (tags as Readonly<Record<string, unknown>>)[tag]
    : undefined;
}

function byPlace({ entry: a }: Orphan, { entry: b }: Orphan): number {
  const place = ({ part, name }: StackEntry) => `${part === 'platform' ? 0 : 1} ${name}`;
  return place(a) < place(b) ? -1 : 1;
}
