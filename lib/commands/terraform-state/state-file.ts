/** Terraform's state, as far as the commands read it: its resources and outputs. */
import { MeshError } from '../../mesh/checks/problem';
import { stateUnreadable } from './problems';

export interface StateResource {
  /** `aws_s3_bucket.bucket` */
  readonly address: string;
  readonly type: string;
  /** The attributes of each instance. */
  readonly instances: readonly Readonly<Record<string, unknown>>[];
  /** Addresses of its dependencies when it was last written, of their dependencies, and so on. */
  readonly dependsOn: readonly string[];
}

/** Resources of each stack, by its name. */
export type States = ReadonlyMap<string, readonly StateResource[]>;

/** Version 4, in use since Terraform 0.12. */
interface StateFile {
  readonly version: number;
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly {
      readonly attributes?: Readonly<Record<string, unknown>>;
      readonly dependencies?: readonly string[];
    }[];
  }[];
}

/** The resources that the state manages, without data sources. Throws if the state cannot be read. */
export function readState(text: string, where: string): StateResource[] {
  if (text.trim() === '') return [];
  const { resources = [] } = parse(text, where);
  return resources
    .filter(({ mode, instances = [] }) => mode === 'managed' && instances.length > 0)
    .map(({ type, name, instances = [] }) => ({
      address: `${type}.${name}`,
      type,
      instances: instances.map(({ attributes = {} }) => attributes),
      dependsOn: instances.flatMap(({ dependencies = [] }) => dependencies),
    }));
}

/** Keys of the states whose outputs its stack reads (`terraform_remote_state`), sorted. */
export function readSources(text: string, where: string): string[] {
  if (text.trim() === '') return [];
  const { resources = [] } = parse(text, where);
  const instances = resources
    .filter(({ mode, type }) => mode === 'data' && type === 'terraform_remote_state')
    .flatMap((resource) => resource.instances ?? []);
  return instances.flatMap(({ attributes }) => keyIn(attributes?.['config']) ?? []).sort();
}

/** The provider writes a value of any type together with its type. */
function keyIn(config: unknown): string | undefined {
  const { key } = (config as { readonly value?: { readonly key?: unknown } } | undefined)?.value ?? {};
  return typeof key === 'string' ? key : undefined;
}

/** The value of an output; undefined if the state has no such output. */
export function readOutput(text: string, where: string, name: string): unknown {
  return text.trim() === '' ? undefined : parse(text, where).outputs?.[name]?.value;
}

export const addressesOf = (resources: readonly StateResource[]) => resources.map(({ address }) => address);

function parse(text: string, where: string): StateFile {
  let state: StateFile;
  try {
    state = JSON.parse(text) as StateFile;
  } catch (error) {
    throw new MeshError([stateUnreadable(where, error instanceof Error ? error.message : String(error))]);
  }
  if (state?.version !== 4)
    throw new MeshError([stateUnreadable(where, `version ${String(state?.version)}`)]);
  if (!isListOf(state.resources, isResource))
    throw new MeshError([stateUnreadable(where, 'its resources are not written as terraform writes them')]);
  return state;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a field that may be absent. */
const isListOf = (value: unknown, isOne: (each: unknown) => boolean): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isOne));

function isResource(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { mode, type, name, instances } = value;
  return [mode, type, name].every((each) => typeof each === 'string') && isListOf(instances, isInstance);
}

function isInstance(value: unknown): boolean {
  return (
    isObject(value) &&
    (value['attributes'] === undefined || isObject(value['attributes'])) &&
    isListOf(value['dependencies'], (each) => typeof each === 'string')
  );
}
