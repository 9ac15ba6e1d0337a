/** The definition of a task: its size, its roles and its containers. */
import type { EcsTaskDefinitionConfig } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { Architecture } from '../mesh/application';
import type { Machine } from '../mesh/runs/size';
import { compatibilityOf } from './capacity';
import { type ContainerDefinition, writeContainerDefinitions } from './containers/container-definition';
import type { ProxyConfiguration } from './containers/proxy-configuration';
import { APPLICATION_CONTAINER } from './application-container';
import { ENVOY_CONTAINER } from './containers/envoy-container';
import { withShell } from './containers/execute-command';
import { volumeName } from './containers/mount-points';
import type { TaskValues } from './containers/task-values';

/** The parts of a task that depend on the target. */
export interface TaskContent {
  readonly containers: readonly ContainerDefinition[];
  /** @default - the platform redirects no traffic to a proxy */
  readonly proxyConfiguration?: ProxyConfiguration;
}

export interface TaskDefinitionProps extends TaskContent {
  readonly family: string;
  readonly machine: Machine;
  readonly architecture: Architecture;
  readonly values: TaskValues;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** File systems, by the folder that they are mounted in. @default {} */
  readonly fileSystems?: Readonly<Record<string, FileSystemIds>>;
}

export interface FileSystemIds {
  readonly fileSystemId: string;
  readonly accessPointId: string;
}

/**
 * A task with Linux. `skipDestroy` keeps old revisions: ECS's circuit breaker rolls back to the last revision
 * that worked, and without it Terraform would have deregistered that revision.
 */
export function renderTaskDefinition(props: TaskDefinitionProps): EcsTaskDefinitionConfig {
  const { family, machine, architecture, containers, proxyConfiguration, values } = props;
  const { taskRoleArn, executionRoleArn, fileSystems = {} } = props;
  const files = new Map(Object.entries(fileSystems).map(([path, ids]) => [volumeName(path), efsVolume(ids)]));
  const own = machine.enableExecuteCommand ? openShell(containers) : containers;
  const volumes = [
    ...new Set(own.flatMap(({ mountPoints = [] }) => mountPoints.map(({ sourceVolume }) => sourceVolume))),
  ].sort();
  return {
    family,
    requiresCompatibilities: [compatibilityOf(machine)],
    networkMode: 'awsvpc',
    cpu: String(machine.cpu),
    memory: String(machine.memoryMiB),
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: architecture },
    taskRoleArn,
    executionRoleArn,
    ...(machine.ephemeralStorageGiB !== undefined && {
      ephemeralStorage: { sizeInGib: machine.ephemeralStorageGiB },
    }),
    containerDefinitions: writeContainerDefinitions(own, values),
    ...(volumes.length > 0 && { volume: volumes.map((name) => ({ name, ...files.get(name) })) }),
    skipDestroy: true,
    ...(proxyConfiguration && {
      proxyConfiguration: { ...proxyConfiguration, properties: { ...proxyConfiguration.properties } },
    }),
  };
}

/** In the application's container, or in the Envoy of a gateway. */
function openShell(containers: readonly ContainerDefinition[]): ContainerDefinition[] {
  const hasApplication = containers.some(({ name }) => name === APPLICATION_CONTAINER);
  const main = hasApplication ? APPLICATION_CONTAINER : ENVOY_CONTAINER;
  return containers.map((each) => (each.name === main ? withShell(each) : each));
}

/** IAM lets in the task role alone, over TLS and by its access point, which says the folder and the user. */
function efsVolume({ fileSystemId, accessPointId }: FileSystemIds) {
  return {
    efsVolumeConfiguration: {
      fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId, iam: 'ENABLED' },
    },
  };
}
