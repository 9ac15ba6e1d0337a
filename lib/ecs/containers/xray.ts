/** The X-Ray daemon: takes Envoy's trace segments over UDP and sends them on. */
import { type ContainerDefinition, NO_CAPABILITIES } from './container-definition';
import { logConfiguration, type LogRefs } from './logs';
import { ENVOY_UID } from './proxy-configuration';

const XRAY_CONTAINER = 'xray-daemon';
export const XRAY_PORT = 2000;
/** CPU units and MiB of App Mesh's guide for the daemon. */
const XRAY_CPU = 32;
export const XRAY_MEMORY_MIB = 256;

export interface XrayDaemonProps {
  readonly image: string;
  /** The task's traffic is led through Envoy, so the daemon runs as Envoy's user, whose traffic is not. */
  readonly behindProxy: boolean;
  readonly refs: LogRefs;
}

/** Not essential: a task without traces is better than no task. It takes segments, sends them on and prints, and writes no file. */
export function xrayDaemon({ image, behindProxy, refs }: XrayDaemonProps): ContainerDefinition {
  return {
    name: XRAY_CONTAINER,
    image,
    essential: false,
    cpu: XRAY_CPU,
    memoryReservation: XRAY_MEMORY_MIB,
    readonlyRootFilesystem: true,
    linuxParameters: NO_CAPABILITIES,
    environment: { AWS_REGION: refs.region },
    portMappings: [{ containerPort: XRAY_PORT, protocol: 'udp' }],
    logConfiguration: logConfiguration(XRAY_CONTAINER, refs),
    ...(behindProxy && { user: String(ENVOY_UID) }),
  };
}
