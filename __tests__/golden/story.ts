/** What becomes of a story: its Terraform JSON, its containers, and what the project says about it. */
import type { Extension } from '../../lib/extend';
import type { ApplicationSource } from '../../lib/mesh/application';
import { MeshError } from '../../lib/mesh/checks/problem';
import type { TargetName } from '../../lib/targets';
import type { StackPart } from '../../lib/project';
import { BOOTSTRAP_VARIABLE } from '../../lib/ecs/containers/packed-bootstrap';
import { envoyArtefacts } from './envoy-story';
import { type Stack, synthApplications, synthExtended, type Synthesised, type TerraformJson } from '../support/synth';

export interface Story {
  readonly default: ApplicationSource;
  /** The application whose network it lives in; only its stack `network` is shown. @default - it has its own */
  readonly owner?: ApplicationSource;
  /** What its `extend.ts` would export. @default - it has none */
  readonly extension?: Extension;
  /** Types of resources that the story is about, of data sources (`data.aws_vpc`), and `output`. @default - every stack, whole */
  readonly shows?: readonly string[];
  /** The same of the network's stack. @default - none where `shows` says something */
  readonly network?: readonly string[];
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

function artefactsOn(target: TargetName, story: Story): Artefacts {
  const { default: source, shows, network, envoys } = story;
  const synthesised = synthesise(story, target);
  if (typeof synthesised === 'string') return { 'problems.txt': synthesised };
  const { stacks, project } = synthesised;
  const warnings = project.messages.filter((line) => line.startsWith('warning: '));
  const parts = stacks.map((stack, index) => {
    const { part = 'state', application } = project.stacks[index] ?? {};
    return { stack, part, of: application?.name };
  });
  const running = parts.filter(({ part, of }) => RUNNING.includes(part) && of === source.name);
  const others = parts.filter(({ part }) => !RUNNING.includes(part));
  return {
    ...(target === 'envoy' && envoyArtefacts(source, envoys)),
    ...Object.assign({}, ...running.map(({ stack, part }) => runningArtefacts(target, stack, { shows, part }))),
    ...(warnings.length > 0 && { 'problems.txt': `${warnings.join('\n')}\n` }),
    ...(network &&
      Object.fromEntries(
        others
          .filter(({ part }) => part === 'network')
          .map(({ stack }) => ['network.tf.json', json(onlyTypes(stack, network))]),
      )),
    // The other stacks are the same on every target.
    ...(shows === undefined &&
      target === 'app-mesh' &&
      Object.fromEntries(others.map(({ stack }) => [`${partName(stack)}.tf.json`, json(plain(stack))]))),
  };
}

/** The stacks that a target decides: one, or the platform and the services that stand on it. */
const RUNNING: readonly StackPart[] = ['application', 'platform', 'services'];

/** Where there are several, with the end of the stack's name: `app-mesh.platform.tf.json`. */
function runningArtefacts(
  target: TargetName,
  stack: Stack,
  { shows, part }: { readonly shows: Story['shows'] | undefined; readonly part: StackPart },
): Artefacts {
  const own = part === 'application' ? '' : `${partName(stack)}.`;
  const { resource, data, output } = stack.terraform;
  const shown = shows?.filter(
    (type) => (type === 'output' ? output : (type.startsWith('data.') ? data?.[dataType(type)] : resource?.[type])) !== undefined,
  );
  return {
    ...(shown?.length !== 0 && {
      [`${target}.${own}tf.json`]: json(shown === undefined ? plain(stack) : onlyTypes(stack, shown)),
    }),
    ...(shown?.includes('aws_ecs_task_definition') !== false && {
      [`${own}containers.json`]: json(containers(stack)),
    }),
  };
}

/** `none.problems.txt`, `none.containers.json`; `none.tf.json` is named so already. */
function prefixed(target: TargetName, artefacts: Artefacts): Artefacts {
  const name = (file: string) => (file.startsWith(`${target}.`) ? file : `${target}.${file}`);
  return Object.fromEntries(Object.entries(artefacts).map(([file, text]) => [name(file), text]));
}

/** The text of the refusal, where there is one. */
function synthesise({ default: source, owner, extension }: Story, target: TargetName): Synthesised | string {
  const environment = { MESH_TARGET: target };
  try {
    if (extension) return synthExtended(source, extension, environment);
    return synthApplications(owner ? [source, owner] : [source], environment);
  } catch (error) {
    if (error instanceof MeshError) return `${error.message}\n`;
    throw error;
  }
}

/** `dev-shop-network` is `network`. */
const partName = ({ name }: Stack) => name.split('-').at(-1) ?? name;

/** `data.aws_vpc` is type `aws_vpc` of data sources. */
const dataType = (type: string) => type.replace(/^data\./, '');

function onlyTypes(stack: Stack, types: readonly string[]): unknown {
  const { resource = {}, data = {}, output } = plain(stack) as TerraformJson;
  const found = Object.entries(data).filter(([type]) => types.includes(`data.${type}`));
  return {
    ...(found.length > 0 && { data: Object.fromEntries(found) }),
    resource: Object.fromEntries(Object.entries(resource).filter(([type]) => types.includes(type))),
    ...(types.includes('output') && { output }),
  };
}

/** Without cdktf's own notes, `//`: they hold its version and paths of constructs. */
function plain({ terraform }: Stack): unknown {
  return JSON.parse(
    JSON.stringify(terraform, (key, value: unknown) => (key === '//' ? undefined : value)),
  ) as unknown;
}

/** By task definition: the text in it, readable. What Envoy is told in its command line has a golden of its own. */
function containers({ terraform }: Stack): unknown {
  const definitions = Object.entries(terraform.resource?.['aws_ecs_task_definition'] ?? {});
  return Object.fromEntries(
    definitions.map(([name, body]) => {
      const all = JSON.parse(String(body['container_definitions'])) as Container[];
      return [name, all.map((container) => ({ ...container, ...withoutBootstrap(name, container) }))];
    }),
  );
}

interface Container {
  readonly command?: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

function withoutBootstrap(name: string, { command = [], environment }: Container): Partial<Container> {
  const at = command.indexOf('--config-yaml') + 1;
  if (at > 0) return { command: command.with(at, `(envoy.${name}.json)`) };
  const packed = environment.findIndex((variable) => variable.name === BOOTSTRAP_VARIABLE);
  if (packed < 0) return {};
  const value = `(envoy.${name}.json, compressed)`;
  return { environment: environment.with(packed, { name: BOOTSTRAP_VARIABLE, value }) };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
