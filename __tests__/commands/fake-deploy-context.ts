/** A project of one application `shop`, a bucket in memory and a terraform that only writes states. */
import type { Settings } from '../../lib/project/settings';
import { readSettings } from '../../lib/project/settings';
import type { ProviderLocks, StackEntry } from '../../lib/project';
import { openOutcomes, type Outcomes } from '../../lib/commands/run/outcomes';
import { readState } from '../../lib/commands/terraform-state/state-file';
import type { BucketStanding, StateStore } from '../../lib/commands/terraform-state/state-store';
import type { Arrival } from '../../lib/commands/resource-moves/move-files';
import type { DeclaredResource } from '../../lib/commands/run/synth-stacks';
import type { PlanJson } from '../../lib/commands/terraform/plan-json';
import { initsOf } from '../../lib/commands/terraform/inits';
import { mustSucceed, type Terraform } from '../../lib/commands/terraform/terraform';
import type { DeployContext } from '../../lib/commands/run/deploy-context';

export const STACKS: readonly StackEntry[] = [
  { name: 'state', part: 'state', reads: [] },
  { name: 'dev-shop-network', part: 'network', reads: [] },
  { name: 'dev-shop-registry', part: 'registry', reads: [] },
  {
    name: 'dev-shop',
    part: 'application',
    reads: ['dev-shop-network', 'dev-shop-registry'],
    runsImages: true,
  },
];

/** Words that each call has. */
const ALWAYS: ReadonlySet<string> = new Set(['-input=false', '-reconfigure', '-detailed-exitcode']);

export const BUCKET = 'acme-states';
export const OWN: BucketStanding = { kind: 'own' };
export const NONE: BucketStanding = { kind: 'none' };

export interface FakeInput {
  /** @default - ours */
  readonly standing?: BucketStanding;
  /** Live objects of the bucket, by key. */
  readonly objects?: Readonly<Record<string, string>>;
  /** Keys of which only older versions are left. */
  readonly deleted?: readonly string[];
  /** Content of the local state file. @default - it knows the bucket */
  readonly local?: string;
  readonly settings?: Partial<Settings>;
  /** What was to come to a stack by an earlier refusal. @default - nothing */
  readonly arrivals?: readonly Arrival[];
  /** Addresses that the JSON of a stack declares. @default - none */
  readonly declared?: Readonly<Record<string, readonly string[]>>;
  /** Exit codes other than 0, by stack and subcommand: `{ 'dev-shop apply': 1 }`. */
  readonly exitCodes?: Readonly<Record<string, number>>;
  /** Stacks where nothing seems to have changed that init reads. @default [] */
  readonly spared?: readonly string[];
  /** @default - a folder that is not there */
  readonly root?: string;
  /** @default {} */
  readonly providerLocks?: ProviderLocks;
  /** Stacks beside whose JSON users keep resources. @default [] */
  readonly ownDeclarations?: readonly string[];
  /** Every plan has something to change. @default false */
  readonly changes?: boolean;
  /** What the plan of a stack says. @default {} */
  readonly plans?: Readonly<Record<string, PlanJson>>;
}

export interface Fake {
  readonly context: DeployContext;
  /** What was done, in order: terraform's calls and what the store was told. */
  readonly done: string[];
  readonly said: string[];
  readonly outcomes: Outcomes;
  /** Keys that were read from the bucket. */
  readonly read: string[];
}

export function fakeDeployContext(input: FakeInput = {}): Fake {
  const done: string[] = [];
  const outcomes = openOutcomes();
  const said: string[] = [];
  const read: string[] = [];
  let destroys = false;
  const bucket = {
    standing: input.standing ?? OWN,
    objects: new Map(Object.entries(input.objects ?? {})),
    local: input.local ?? stateOf(['aws_s3_bucket.bucket'], { bucket: BUCKET }),
  };
  const terraform: Terraform = (stack, subcommand, ...args) => {
    done.push([stack, subcommand, ...args.filter((arg) => !ALWAYS.has(arg))].join(' '));
    const usual = subcommand === 'plan' && input.changes === true ? 2 : 0;
    const exitCode = input.exitCodes?.[`${stack} ${subcommand}`] ?? usual;
    if (subcommand === 'plan') destroys = args.includes('-destroy');
    if (exitCode === 0) follow(bucket, stack, { subcommand, destroys });
    return Promise.resolve(exitCode);
  };
  const context: DeployContext = {
    settings: {
      ...readSettings({ environment: { MESH_STATE_BUCKET: BUCKET, MESH_TARGET: 'envoy' } }),
      ...input.settings,
    },
    root: input.root ?? '/nowhere',
    providerLocks: input.providerLocks ?? {},
    stacks: STACKS,
    store: fakeStore(bucket, input.deleted ?? [], { done, read }),
    json: () => JSON.stringify({ terraform: { backend: { s3: {} } }, provider: { aws: [{}] } }),
    writeMoves: ({ commands, files, beside }) => {
      const written = [...files, ...beside.flatMap((each) => each.files)];
      done.push(...written.map(({ stack, name, text }) => `write ${stack}/${name}: ${text}`));
      done.push(...commands);
    },
    arrivals: () => input.arrivals ?? [],
    endMoves: () => done.push('delete the moves'),
    declareNothing: (stack, like) => done.push(`declare nothing in ${stack}, as ${like}`),
    hasOwnDeclarations: (stack) => (input.ownDeclarations ?? []).includes(stack),
    bucketAddress: 'aws_s3_bucket.bucket',
    localState: () => readState(bucket.local, 'local'),
    stateKey: (stack) => `${stack}.tfstate`,
    declared: (stack) => (input.declared?.[stack] ?? []).map(declaredAt),
    say: (line) => said.push(line.trim()),
    planFile: (stack) => `${stack}.tfplan`,
    readPlan: ({ stack }) => Promise.resolve(input.plans?.[stack] ?? {}),
    terraform,
    showPlan: (stack) => said.push(`plan of ${stack}`),
    outcomes,
    inits: initsOf(
      async (stack, always) => {
        if (!always && input.spared?.includes(stack)) return 'spared';
        await mustSucceed(terraform, stack, 'init');
        return 'ran';
      },
      (line) => said.push(line),
    ),
    firstStep: (before) => {
      done.push(`synth, ${before} before`);
      return Promise.resolve(context);
    },
  };
  return { context, done, said, read, outcomes };
}

export function stacksNamed(...names: readonly string[]): StackEntry[] {
  return STACKS.filter(({ name }) => names.includes(name));
}

/** A state that manages resources of these addresses. */
export function stateOf(addresses: readonly string[], attributes: object = {}): string {
  return JSON.stringify({ version: 4, resources: managed(addresses, attributes) });
}

/** One that reads the outputs of other states. @param keys of these */
export function readingState(addresses: readonly string[], keys: readonly string[]): string {
  const read = keys.map((key) => ({
    mode: 'data',
    type: 'terraform_remote_state',
    name: 'network',
    instances: [{ attributes: { config: { value: { bucket: BUCKET, key }, type: 'object' } } }],
  }));
  return JSON.stringify({ version: 4, resources: [...managed(addresses, {}), ...read] });
}

function managed(addresses: readonly string[], attributes: object): object[] {
  return addresses.map((address) => {
    const [type, name] = address.split('.');
    return { mode: 'managed', type, name, instances: [{ attributes }] };
  });
}

function declaredAt(address: string): DeclaredResource {
  const [type = '', name = ''] = address.split('.');
  return { type, name, values: {} };
}

interface FakeBucket {
  standing: BucketStanding;
  readonly objects: Map<string, string>;
  local: string;
}

function follow(bucket: FakeBucket, stack: string, { subcommand, destroys }: Followed): void {
  const text = subcommand === 'apply' ? stateOf(destroys ? [] : ['aws_thing.one']) : undefined;
  if (stack === 'state' && (subcommand === 'apply' || subcommand === 'import')) {
    bucket.standing = OWN;
    bucket.local = stateOf(['aws_s3_bucket.bucket'], { bucket: BUCKET });
  } else if (text !== undefined) bucket.objects.set(`${stack}.tfstate`, text);
}

interface Followed {
  readonly subcommand: string;
  readonly destroys: boolean;
}

function fakeStore(
  bucket: FakeBucket,
  deleted: readonly string[],
  { done, read }: { readonly done: string[]; readonly read: string[] },
): StateStore {
  return {
    bucket: BUCKET,
    standing: () => Promise.resolve(bucket.standing),
    read: (key) => {
      read.push(key);
      return Promise.resolve(bucket.objects.get(key));
    },
    list: (prefix) =>
      Promise.resolve([...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort()),
    keys: () =>
      Promise.resolve([
        ...[...bucket.objects.keys()].map((key) => ({ key, live: true })),
        ...deleted.map((key) => ({ key, live: false })),
      ]),
    empty: (progress) => {
      done.push('empty the bucket');
      progress(bucket.objects.size);
      bucket.objects.clear();
      return Promise.resolve();
    },
  };
}
