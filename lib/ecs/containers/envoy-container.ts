/** What all Envoys have in common: those of App Mesh and those that run upstream Envoy, here and on ECS. */

export const ENVOY_CONTAINER = 'envoy';

/** Port of Envoy's admin server. Health checks and the drain container ask there; on App Mesh, load balancers too. */
export const ENVOY_ADMIN_PORT = 9901;

export interface EnvoyArguments {
  /** Worker threads. */
  readonly concurrency: number;
  readonly logLevel: string;
  /** The bootstrap as JSON: all that Envoy knows stands in its command line, so there is no file. */
  readonly config: string;
}

/** How upstream Envoy is started. Hot restart needs a shared memory of its own, and each task starts one Envoy once. */
export function envoyArguments({ concurrency, logLevel, config }: EnvoyArguments): string[] {
  return [
    ...['--concurrency', String(concurrency)],
    '--disable-hot-restart',
    ...['--log-level', logLevel],
    ...['--config-yaml', config],
  ];
}
