/** What all Envoys share: those of App Mesh and upstream Envoys, on this machine and on ECS. */
import { BOOTSTRAP_VARIABLE, packBootstrap, UNPACK_SCRIPT, unpackBootstrap } from './packed-bootstrap';

export const ENVOY_CONTAINER = 'envoy';

/** Port of Envoy's admin server. Health checks and the drain container call it; on App Mesh, load balancers too. */
export const ENVOY_ADMIN_PORT = 9901;

/** `text`: in an argument, unchanged. `packed`: compressed in a variable, which the container's shell unpacks. */
export interface EnvoyConfig {
  readonly kind: 'text' | 'packed';
  /** The bootstrap as JSON. */
  readonly text: string;
}

export interface EnvoyCommandProps {
  /** @default 'envoy', as the image has it on its path */
  readonly program?: string;
  /** Worker threads. */
  readonly concurrency: number;
  readonly logLevel: string;
  readonly config: EnvoyConfig;
}

/** A command in ECS's words. `command` holds the arguments of the last word of `entryPoint`. */
export interface EnvoyCommand {
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
  /** Only with a packed bootstrap. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * How upstream Envoy is started: its whole configuration is in its command, so there is no file. Hot restart would need
 * shared memory, and each task starts one Envoy once, so it is off.
 */
export function envoyCommand(props: EnvoyCommandProps): EnvoyCommand {
  const { program = 'envoy', concurrency, logLevel, config } = props;
  const options = [
    ...['--concurrency', String(concurrency)],
    '--disable-hot-restart',
    ...['--log-level', logLevel],
  ];
  switch (config.kind) {
    case 'text':
      return { entryPoint: [program], command: [...options, '--config-yaml', config.text] };
    case 'packed':
      return {
        entryPoint: ['bash', '-c', UNPACK_SCRIPT, program],
        command: options,
        environment: { [BOOTSTRAP_VARIABLE]: packBootstrap(config.text) },
      };
  }
}

/** A container of a task definition, as ECS and Terraform's state hold it. */
interface StartedContainer {
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value?: string }[];
}

/** The bootstrap that a container starts with, unpacked. Undefined for an Envoy that asks App Mesh. */
export function bootstrapOf({ command = [], environment = [] }: StartedContainer): string | undefined {
  const packed = environment.find(({ name }) => name === BOOTSTRAP_VARIABLE)?.value;
  if (packed !== undefined) return unpackBootstrap(packed);
  const at = command.indexOf('--config-yaml');
  return at < 0 ? undefined : command[at + 1];
}
