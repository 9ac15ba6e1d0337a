/**
 * The stacks of your own application as synthesised, for CDKTF's assertions on their resources. The one test tool that
 * loads cdktf, so it is imported by its own path: tests of routes load in milliseconds without it.
 */
import '../stacks/cdktf/cdktf-speed';
import 'cdktf/lib/testing/adapters/jest';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { extendStacks } from '../extend/extend-stacks';
import { type Extensions, readExtensionOf } from '../extend/read-extensions';
import type { ApplicationSource } from '../mesh/application';
import { listNames } from '../mesh/checks/problem';
import type { TargetName } from '../targets';
import { type Project, readProject } from '../project';
import { addStacks } from '../stacks';
import { testInput, type TestSettings } from './test-settings';

export interface StackOptions extends TestSettings {
  /** @default - as `cdktf.json` says, else `app-mesh` */
  readonly target?: TargetName;
  /** Other applications that it needs, such as the owner of its network. Their stacks are synthesised too. @default [] */
  readonly beside?: readonly ApplicationSource[];
}

/** One container of a task definition as ECS reads it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly user?: string;
  readonly cpu: number;
  /** MiB, the hard limit and the soft one. */
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly portMappings: readonly { readonly containerPort: number; readonly protocol: string }[];
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
  readonly healthCheck?: Readonly<Record<string, unknown>> & { readonly command: readonly string[] };
  readonly ulimits?: readonly Readonly<Record<string, unknown>>[];
  readonly logConfiguration: {
    readonly logDriver: string;
    readonly options: Readonly<Record<string, unknown>>;
  };
}

export interface SynthesisedStacks {
  /** Names as `npm run list` prints them, in the order in which they are deployed. */
  readonly names: readonly string[];
  /**
   * `cdk.tf.json` of one stack, which CDKTF's matchers take: `expect(stacks.json('dev-shop')).toHaveResource(EcsService)`.
   * @throws Error that lists the stacks, where there is none of that name
   */
  readonly json: (stack: string) => string;
  /**
   * The containers of a node's or gateway's task, the application's and its sidecars', in ECS's words. In the JSON they are
   * one text inside the task definition.
   * @throws Error that lists the task definitions, where there is none of that name
   */
  readonly containers: (stack: string, task: string) => readonly Container[];
}

/**
 * Synthesises in this process, with the application's `extend.ts`, and writes nothing that stays. Every image has the tag `test`, so no source need exist.
 * The environment of the test run is not read: a test says all that it depends on, but for `cdktf.json`.
 * @throws MeshError where the application or a setting is not sound, with every problem
 * @example const stacks = synthStacks(shop, { stage: 'prod', target: 'envoy' });
 */
export function synthStacks(
  source: ApplicationSource,
  { target, beside, ...options }: StackOptions = {},
): SynthesisedStacks {
  const input = testInput(source, options, beside);
  const environment = { ...input.environment, ...(target !== undefined && { MESH_TARGET: target }) };
  const extension = readExtensionOf(input.root, source);
  const extensions = new Map(extension ? [[source.name, extension]] : []);
  const texts = synthProject(readProject({ ...input, environment }), extensions);
  const json = (stack: string) => found(texts, 'stack', stack);
  return {
    names: [...texts.keys()],
    json,
    containers: (stack, task) => {
      const { resource = {} } = JSON.parse(json(stack)) as Terraform;
      const tasks = new Map(Object.entries(resource['aws_ecs_task_definition'] ?? {}));
      return JSON.parse(
        found(tasks, `task definition in ${stack}`, task).container_definitions,
      ) as Container[];
    },
  };
}

/** `cdk.tf.json` of every stack of a project, by name. */
export function synthProject(
  project: Project,
  extensions: Extensions = new Map(),
): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'meshwright-synth-'));
  try {
    const app = new App({ outdir });
    extendStacks(project, addStacks(app, project), extensions);
    app.synth();
    const read = (name: string) => readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8');
    return new Map(project.stacks.map(({ name }) => [name, read(name)]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** As much of Terraform's JSON as is read here. */
interface Terraform {
  readonly resource?: Readonly<
    Record<string, Readonly<Record<string, { readonly container_definitions: string }>>>
  >;
}

function found<T>(all: ReadonlyMap<string, T>, kind: string, name: string): T {
  const one = all.get(name);
  if (one !== undefined) return one;
  throw new Error(`no ${kind} is named ${name}; there are ${listNames([...all.keys()])}`);
}
