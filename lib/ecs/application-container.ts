/** The user's own container of a node's task. */
import { type ServiceAddress, writeAddress } from '../mesh/address';
import type { MeshNode } from '../mesh/node';
import { containerRights } from '../mesh/runs/container-rights';
import {
  type ContainerDefinition,
  type ContainerDependency,
  NO_CAPABILITIES,
} from './containers/container-definition';
import { TASK_LOGS } from './containers/logs';
import { escapeTemplate } from './escape-template';

export interface ApplicationContainerRefs {
  readonly image: string;
  /** It is not built from a source of the project, so nobody knows what it needs. @default false */
  readonly isForeign?: boolean;
  /** Where this target's callers reach a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  readonly dependsOn: readonly ContainerDependency[];
}

export const APPLICATION_CONTAINER = 'app';

/** PORT, the ports and the container's own check all come from the node. */
export function renderApplicationContainer(
  node: MeshNode,
  refs: ApplicationContainerRefs,
): ContainerDefinition {
  const { runs, listeners } = node;
  const { containerMemoryMiB, healthCheck, readonlyRootFilesystem } = runs;
  const { user, dropCapabilities } = containerRights(runs, { isForeign: refs.isForeign ?? false });
  const [first] = listeners;
  return {
    name: APPLICATION_CONTAINER,
    image: refs.image,
    essential: true,
    readonlyRootFilesystem,
    ...(user !== undefined && { user }),
    ...(dropCapabilities && { linuxParameters: NO_CAPABILITIES }),
    environment: {
      ...writeVariables(runs.environment, refs.addressOf),
      ...(first && { PORT: String(first.port) }),
    },
    portMappings: listeners.map(({ port }) => ({ containerPort: port, protocol: 'tcp' as const })),
    logConfiguration: TASK_LOGS,
    ...(refs.dependsOn.length > 0 && { dependsOn: refs.dependsOn }),
    ...(containerMemoryMiB !== undefined && { memory: containerMemoryMiB }),
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

function writeVariables(
  environment: MeshNode['runs']['environment'],
  addressOf: ApplicationContainerRefs['addressOf'],
) {
  const entries = Object.entries(environment);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, escapeTemplate(writeAddress(value, addressOf))]),
  );
}
