/** Synthesises stacks in this process, as main.ts does, and gives their JSON to cdktf's matchers. Once per test file. */
import { join } from 'node:path';
import { Testing } from 'cdktf';
import type { Extension } from '../../lib/extend';
import type { ApplicationSource } from '../../lib/mesh/application';
import { type Project, readProject } from '../../lib/project';
import { type Container, synthProject as jsonOf } from '../../lib/testing/resources';
import colorTeller from '../../services/color-teller/application';
import ecsworkshop from '../../services/ecsworkshop/application';
import { shippedApplications } from './shipped';

/** toHaveResource, toHaveResourceWithProperties, …: they compare snake_case keys, as synthesised. */
Testing.setupJest();

export type { Container };

type Environment = Readonly<Record<string, string>>;

/** One body of a resource, data source, output or variable, as Terraform reads it. */
export type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Block>>;

/** What a `cdk.tf.json` holds. */
export interface TerraformJson {
  readonly terraform: Block;
  readonly provider: { readonly aws: readonly Block[] };
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly data?: Readonly<Record<string, Blocks>>;
  readonly output?: Blocks;
  readonly variable?: Blocks;
  readonly locals?: Block;
}

export interface Stack {
  readonly name: string;
  /** For `expect(json).toHaveResource(…)`. */
  readonly json: string;
  readonly terraform: TerraformJson;
}

export interface Synthesised {
  readonly project: Project;
  readonly stacks: readonly Stack[];
  stack(name: string): Stack;
}

export const ROOT = join(__dirname, '..', '..');

/** The project as it is shipped, in stage `dev`, its images tagged by the hash of their sources. */
export function synthProject(environment: Environment = {}): Synthesised {
  return synth(shippedApplications, environment);
}

/** Color-teller alone, its images tagged by the hash of their sources. */
export function synthBuilt(environment: Environment = {}): Synthesised {
  return synth([colorTeller], environment);
}

/** Color-teller in stage `dev`, every image with the tag `v1`, so that no source is read. */
export function synthColorTeller(environment: Environment = {}): Synthesised {
  return synthApplications([colorTeller], environment);
}

/** The ECS Workshop in stage `dev`, likewise. */
export function synthWorkshop(environment: Environment = {}): Synthesised {
  return synthApplications([ecsworkshop], environment);
}

/** A test's own applications, whose sources need not exist: every image has the tag `v1`. */
export function synthApplications(
  sources: readonly ApplicationSource[],
  environment: Environment = {},
): Synthesised {
  return synth(sources, { MESH_IMAGES: 'v1', ...environment });
}

/** The same for one application and its `extend.ts`. */
export function synthExtended(
  source: ApplicationSource,
  extension: Extension,
  environment: Environment = {},
): Synthesised {
  return synth([source], { MESH_IMAGES: 'v1', ...environment }, [extension]);
}

function synth(
  sources: readonly ApplicationSource[],
  environment: Environment,
  extensions: readonly Extension[] = [],
): Synthesised {
  const project = readProject({ root: ROOT, sources, environment });
  const byName = new Map(extensions.map((extension) => [extension.source.name, extension]));
  const stacks = [...jsonOf(project, byName)].map(([name, json]): Stack => ({
    name,
    json,
    terraform: JSON.parse(json) as TerraformJson,
  }));
  return { project, stacks, stack: (name) => found(stacks, name) };
}

/** The body of one resource or, with `data.` in front, of one data source. */
export function block({ terraform }: Stack, address: string): Block {
  const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
  const body = (address.startsWith('data.') ? terraform.data : terraform.resource)?.[type]?.[name];
  if (body === undefined) throw new Error(`no ${address}; there are ${addresses({ terraform }).join(', ')}`);
  return body;
}

/** Every resource and data source, as `terraform state list` names them, sorted. */
export function addresses({ terraform }: Pick<Stack, 'terraform'>): string[] {
  const of = (kinds: TerraformJson['resource'], prefix: string) =>
    Object.entries(kinds ?? {}).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => `${prefix}${type}.${name}`),
    );
  return [...of(terraform.data, 'data.'), ...of(terraform.resource, '')].sort();
}

/** Every resource of one type, by name. */
export function resourcesOf({ terraform }: Stack, type: string): Blocks {
  return terraform.resource?.[type] ?? {};
}

/** The containers of the task definition of a node or gateway. */
export function containersOf(stack: Stack, runner: string): Container[] {
  const { container_definitions } = block(stack, `aws_ecs_task_definition.${runner}`);
  return JSON.parse(String(container_definitions)) as Container[];
}

/** One container of a task, by name. */
export function containerOf(stack: Stack, runner: string, name: string): Container {
  return found(containersOf(stack, runner), name);
}

/** The variables of a container as an object. */
export function environmentOf({ environment }: Container): Record<string, string> {
  return Object.fromEntries(environment.map(({ name, value }) => [name, value]));
}

function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find((each) => each.name === name);
  if (one === undefined) throw new Error(`no ${name}; there are ${all.map((each) => each.name).join(', ')}`);
  return one;
}
