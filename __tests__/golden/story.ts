/** What becomes of a story: its Terraform JSON, its containers, and what the project says about it. */
import type { ApplicationSource } from '../../lib/mesh/application';
import { MeshError } from '../../lib/mesh/problem';
import type { TargetName } from '../../lib/mesh/target';
import { envoyArtefacts } from './envoy-story';
import { type Stack, synthApplications, type Synthesised, type TerraformJson } from '../support/synth';

export interface Story {
  readonly default: ApplicationSource;
  /** Types of resources that the story is about. @default - every stack, whole */
  readonly shows?: readonly string[];
  /** What else the story is told for; the files of these begin with the target's name. @default - App Mesh alone */
  readonly targets?: readonly Exclude<TargetName, 'app-mesh'>[];
  /** Nodes and gateways whose Envoys the story is about, on target `envoy`. @default - all */
  readonly envoys?: readonly string[];
}

type Artefacts = Record<string, string>;

export function artefactsOf(story: Story): Artefacts {
  const others = (story.targets ?? []).map((target) => prefixed(target, artefactsOn(target, story)));
  return Object.assign(artefactsOn('app-mesh', story), ...others) as Artefacts;
}

function artefactsOn(target: TargetName, { default: source, shows, envoys }: Story): Artefacts {
  // Terraform JSON joins them when the constructs place the target.
  if (target === 'envoy') return envoyArtefacts(source, envoys);
  const synthesised = synthesise(source, target);
  if (typeof synthesised === 'string') return { 'problems.txt': synthesised };
  const { stacks, project } = synthesised;
  const [application, ...others] = [...stacks].reverse();
  if (application === undefined) throw new Error('a story has an application stack');
  const warnings = project.messages.filter((line) => line.startsWith('warning: '));
  return {
    [`${target}.tf.json`]: json(shows === undefined ? plain(application) : part(application, shows)),
    ...(warnings.length > 0 && { 'problems.txt': `${warnings.join('\n')}\n` }),
    ...(shows === undefined || shows.includes('aws_ecs_task_definition')
      ? { 'containers.json': json(containers(application)) }
      : {}),
    // The other stacks are the same on every target.
    ...(shows === undefined &&
      target === 'app-mesh' &&
      Object.fromEntries(others.map((stack) => [`${partName(stack)}.tf.json`, json(plain(stack))]))),
  };
}

/** `none.problems.txt`, `none.containers.json`; `none.tf.json` is named so already. */
function prefixed(target: TargetName, artefacts: Artefacts): Artefacts {
  const name = (file: string) => (file.startsWith(`${target}.`) ? file : `${target}.${file}`);
  return Object.fromEntries(Object.entries(artefacts).map(([file, text]) => [name(file), text]));
}

/** The text of the refusal, where there is one. */
function synthesise(source: ApplicationSource, target: TargetName): Synthesised | string {
  try {
    return synthApplications([source], { MESH_TARGET: target });
  } catch (error) {
    if (error instanceof MeshError) return `${error.message}\n`;
    throw error;
  }
}

/** `dev-shop-network` is `network`. */
const partName = ({ name }: Stack) => name.split('-').at(-1) ?? name;

function part(stack: Stack, types: readonly string[]): unknown {
  const { resource = {} } = plain(stack) as TerraformJson;
  return { resource: Object.fromEntries(Object.entries(resource).filter(([type]) => types.includes(type))) };
}

/** Without cdktf's own notes, `//`: they hold its version and paths of constructs. */
function plain({ terraform }: Stack): unknown {
  return JSON.parse(
    JSON.stringify(terraform, (key, value: unknown) => (key === '//' ? undefined : value)),
  ) as unknown;
}

/** By task definition: the text in it, readable. */
function containers({ terraform }: Stack): unknown {
  const definitions = Object.entries(terraform.resource?.['aws_ecs_task_definition'] ?? {});
  return Object.fromEntries(
    definitions.map(([name, body]) => [name, JSON.parse(String(body['container_definitions'])) as unknown]),
  );
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
