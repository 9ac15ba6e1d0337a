/** Reads the arguments of `npm run bootstrap`, and finds the Envoy that they name. */
import { BOOTSTRAP_VARIABLE } from '../../ecs/containers/packed-bootstrap';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import type { TaskContent } from '../../ecs/task-definition';
import type { MeshApplication } from '../../mesh/application';
import { listNames, MeshError, throwErrors } from '../../mesh/checks/problem';
import { gatewayConfig, nodeConfig, renderGatewayTask, renderNodeTask } from '../../targets/envoy';
import { validateForTarget } from '../../targets/validate-for-target';
import type { CommandLine } from '../cli/command-line';
import { flagValue } from '../cli/problems';
import type { Arguments } from '../cli/read-arguments';

export const bootstrapLine: CommandLine = {
  name: 'bootstrap',
  purpose: 'Prints the bootstrap of one Envoy of target envoy: all that it knows, as JSON.',
  names: '[application] <node or gateway>',
  flags: [],
  notes: [
    'An application may be left out: the first. stderr says how the bootstrap travels: as text in the command, or compressed in a variable.',
    'It is read from application.ts, with the stage and the weights of the settings. The one that runs is shown by output <name>_show_bootstrap.',
  ],
};

export interface BootstrapOptions {
  /** @default - the first one */
  readonly application?: string;
  readonly runner: string;
}

export function readBootstrapOptions({ names }: Pick<Arguments, 'names'>): BootstrapOptions {
  const [runner, application, ...more] = [...names].reverse();
  if (runner === undefined) throw wrong('is missing');
  if (more.length > 0) throw wrong('is the last of two words', names.join(' '));
  return { runner, ...(application !== undefined && { application }) };
}

export interface BootstrapText {
  readonly text: string;
  /** Writes it on one line, as in the task definition. */
  readonly form: string;
}

/** Throws a `MeshError` for a name that has no Envoy, and for an application that target `envoy` refuses. */
export function bootstrapText(application: MeshApplication, runner: string): BootstrapText {
  const { nodes, gateways } = application;
  const node = nodes.find(({ name }) => name === runner);
  const gateway = gateways.find(({ name }) => name === runner);
  throwErrors(validateForTarget('envoy', application));
  if (node !== undefined)
    return say(runner, nodeConfig(application, node), renderNodeTask(application, node));
  if (gateway !== undefined)
    return say(runner, gatewayConfig(application, gateway), renderGatewayTask(application, gateway));
  const known = listNames([...gateways, ...nodes].map(({ name }) => name));
  throw wrong(`has no Envoy in ${application.name}; those with one are ${known}`, runner);
}

function say(runner: string, text: string, { containers }: TaskContent): BootstrapText {
  const envoy = containers.find(({ name }) => name === ENVOY_CONTAINER);
  const packed = envoy?.environment?.[BOOTSTRAP_VARIABLE];
  const way =
    typeof packed === 'string'
      ? `compressed to ${packed.length} in variable ${BOOTSTRAP_VARIABLE}`
      : 'as text in the command';
  return { text, form: `${runner}: ${new TextEncoder().encode(text).length} bytes, ${way}` };
}

const wrong = (what: string, got?: string) =>
  new MeshError([flagValue('bootstrap', 'node or gateway', what, got)]);
