/** The X-Ray daemon: takes Envoy's trace segments over UDP and sends them on. */
import { type ContainerDefinition, NO_CAPABILITIES } from './container-definition';
import { TASK_LOGS } from './log-configuration';
import { ENVOY_UID } from './proxy-configuration';
import { TASK_REGION } from './task-values';

const XRAY_CONTAINER = 'xray-daemon';
export const XRAY_PORT = 2000;
/** CPU units and MiB of App Mesh's guide for the daemon. */
const XRAY_CPU = 32;
export const XRAY_MEMORY_MIB = 256;

export interface XrayDaemonProps {
  /**
   * The platform redirects the task's traffic to Envoy. The daemon then runs as Envoy's user, whose traffic is not
   * redirected.
   */
  readonly behindProxy: boolean;
}

/** Not essential: a task without traces is better than no task. The daemon writes no file. */
export function xrayDaemon({ behindProxy }: XrayDaemonProps): ContainerDefinition {
  return {
    name: XRAY_CONTAINER,
    image: { foreign: 'xrayDaemon' },
    essential: false,
    cpu: XRAY_CPU,
    memoryReservation: XRAY_MEMORY_MIB,
    readonlyRootFilesystem: true,
    linuxParameters: NO_CAPABILITIES,
    environment: { AWS_REGION: TASK_REGION },
    portMappings: [{ containerPort: XRAY_PORT, protocol: 'udp' }],
    logConfiguration: TASK_LOGS,
    ...(behindProxy && { user: String(ENVOY_UID) }),
  };
}
