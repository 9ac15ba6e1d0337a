/** The user's own container of a node's task. */
import type { ServiceAddress } from '../mesh/address';
import type { MeshNode } from '../mesh/node';
import { mountPoints } from './containers/mount-points';
import type { Container } from '../mesh/runs/container';
import type { WritableFolder } from '../mesh/runs/writable';
import { containerRights } from '../mesh/runs/container-rights';
import { applicationEnvironment } from './application-environment';
import {
  type ContainerDefinition,
  type ContainerDependency,
  type LinuxParameters,
  NO_CAPABILITIES,
  type Tmpfs,
} from './containers/container-definition';
import { TASK_LOGS } from './containers/log-configuration';
import { escapeTemplate } from './escape-template';

export interface ImageOrigin {
  /** The image is not built from a source of the project, so its needs are unknown. */
  readonly isForeign: boolean;
}

export interface ApplicationContainerRefs extends ImageOrigin {
  /** The address at which this target's callers reach a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  readonly dependsOn: readonly ContainerDependency[];
}

export const APPLICATION_CONTAINER = 'app';

/** The variable PORT, the ports and the container's own check come from the node. */
export function renderApplicationContainer(
  node: MeshNode,
  refs: ApplicationContainerRefs,
): ContainerDefinition {
  const { runs, listeners } = node;
  const { healthCheck, readonlyRootFilesystem } = runs;
  const { user, dropCapabilities } = containerRights(runs, refs);
  const ports = [...listeners.map(({ port }) => port), ...runs.ports];
  return {
    name: APPLICATION_CONTAINER,
    image: runs.origin,
    essential: true,
    readonlyRootFilesystem,
    ...(user !== undefined && { user }),
    ...renderProcess(runs, { dropCapabilities }),
    environment: escapeValues(applicationEnvironment(node, refs)),
    portMappings: ports.map((port) => ({ containerPort: port, protocol: 'tcp' as const })),
    ...(runs.volumes && { mountPoints: mountPoints(runs.volumes) }),
    logConfiguration: TASK_LOGS,
    ...(refs.dependsOn.length > 0 && { dependsOn: refs.dependsOn }),
    ...(healthCheck && {
      healthCheck: {
        command: ['CMD', ...healthCheck.command.map(escapeTemplate)],
        interval: healthCheck.interval.milliseconds / 1000,
        timeout: healthCheck.timeout.milliseconds / 1000,
        retries: healthCheck.retries,
        startPeriod: healthCheck.startPeriod.milliseconds / 1000,
      },
    }),
  };
}

/**
 * Every user may write, as in `/tmp`. Without a mode, the folder has the owner and the mode that it has in the image, and root
 * owns one that the image lacks.
 */
function tmpfsOf({ path, sizeMiB }: WritableFolder): Tmpfs {
  return { containerPath: path, size: sizeMiB, mountOptions: ['mode=1777', 'noexec', 'nosuid', 'nodev'] };
}

function renderProcess(
  process: Container,
  { dropCapabilities }: { readonly dropCapabilities: boolean },
): Partial<ContainerDefinition> {
  const { command, entryPoint, workingDirectory, stopTimeout, ulimits, initProcessEnabled } = process;
  const { dockerLabels, containerCpu, containerMemoryMiB, containerMemoryReservationMiB, writable } = process;
  const linuxParameters: LinuxParameters = {
    ...(dropCapabilities && NO_CAPABILITIES),
    ...(initProcessEnabled && { initProcessEnabled }),
    ...(writable && { tmpfs: writable.map(tmpfsOf) }),
  };
  return {
    ...(Object.keys(linuxParameters).length > 0 && { linuxParameters }),
    ...(command && { command: command.map(escapeTemplate) }),
    ...(entryPoint && { entryPoint: entryPoint.map(escapeTemplate) }),
    ...(workingDirectory !== undefined && { workingDirectory: escapeTemplate(workingDirectory) }),
    ...(stopTimeout && { stopTimeout: stopTimeout.milliseconds / 1000 }),
    ...(ulimits && { ulimits }),
    ...(dockerLabels && { dockerLabels: escapeEntries(dockerLabels) }),
    ...(containerCpu !== undefined && { cpu: containerCpu }),
    ...(containerMemoryMiB !== undefined && { memory: containerMemoryMiB }),
    ...(containerMemoryReservationMiB !== undefined && { memoryReservation: containerMemoryReservationMiB }),
  };
}

function escapeEntries(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [escapeTemplate(key), escapeTemplate(value)]),
  );
}

function escapeValues(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, escapeTemplate(value)]));
}
