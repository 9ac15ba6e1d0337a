/**
 * One container of a task, in ECS's words and in the form that ECS returns, so that a second plan finds nothing to change.
 */
import { byName, byText } from '../../mesh/by-key';
import type { Ulimit } from '../../mesh/runs/container-process';
import { logConfiguration, type TASK_LOGS } from './log-configuration';
import { type ImageName, type TaskValues, variableIn, type VariableValue } from './task-values';

export interface ContainerDefinition {
  readonly name: string;
  readonly image: ImageName;
  readonly essential: boolean;
  /** Reserved CPU units. @default 0: a share of the task's */
  readonly cpu?: number;
  /** Hard limit in MiB. */
  readonly memory?: number;
  /** Soft limit in MiB. */
  readonly memoryReservation?: number;
  readonly user?: string;
  readonly readonlyRootFilesystem?: boolean;
  readonly linuxParameters?: LinuxParameters;
  /** Replaces what the image starts. `command` holds its arguments. */
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, VariableValue>>;
  readonly portMappings?: readonly PortMapping[];
  readonly mountPoints?: readonly MountPoint[];
  readonly healthCheck?: EcsHealthCheck;
  readonly dependsOn?: readonly ContainerDependency[];
  readonly ulimits?: readonly Ulimit[];
  /** Seconds from SIGTERM to SIGKILL, at most 120. @default - ECS's 30 */
  readonly stopTimeout?: number;
  /** Completed with the task's log group when the task is written. */
  readonly logConfiguration: typeof TASK_LOGS;
}

/** ECS fills in fields of `capabilities` that are left out, so no field is left out. */
export interface LinuxParameters {
  readonly capabilities?: { readonly add: readonly string[]; readonly drop: readonly string[] };
  /** A process that ends what others leave behind. @default false */
  readonly initProcessEnabled?: boolean;
  readonly tmpfs?: readonly Tmpfs[];
}

export interface Tmpfs {
  readonly containerPath: string;
  /** MiB. */
  readonly size: number;
  readonly mountOptions: readonly string[];
}

/** A volume of the task, in a folder of the container. */
export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** The container has none of the kernel's capabilities. On Fargate any of them can be dropped, and all at once. */
export const NO_CAPABILITIES: LinuxParameters = { capabilities: { add: [], drop: ['ALL'] } };

export interface PortMapping {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
}

/**
 * Times in seconds. ECS fills in 30, 5 and 3 for fields that are left out, and each plan would show that. So no field may
 * be left out.
 */
export interface EcsHealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

export interface ContainerDependency {
  readonly containerName: string;
  readonly condition: 'START' | 'HEALTHY' | 'COMPLETE' | 'SUCCESS';
}

/**
 * MiB that ECS reserves and adds up against the task's memory: the soft limit, else the hard limit, else 0
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html: memoryReservation).
 */
export function memoryOf(container: Pick<ContainerDefinition, 'memory' | 'memoryReservation'>): number {
  return container.memoryReservation ?? container.memory ?? 0;
}

/**
 * Writes the `container_definitions` JSON of a task. Containers, variables, ports and dependencies are sorted, and ECS's
 * defaults are written. Values that only the stack knows are filled in. In awsvpc mode a container's port is the task's
 * port.
 */
export function writeContainerDefinitions(
  containers: readonly ContainerDefinition[],
  values: TaskValues,
): string {
  const written = [...containers].sort(byName).map((container) => canonical(container, values));
  // A host has no character that JSON escapes, also where the text that holds it is JSON itself.
  return values.fillHosts(JSON.stringify(written));
}

function canonical(container: ContainerDefinition, values: TaskValues) {
  const { cpu = 0, environment = {}, portMappings = [], mountPoints = [], dependsOn, ulimits } = container;
  const variables = Object.entries(environment).map(([name, value]) => ({
    name,
    value: variableIn(values, value),
  }));
  const { healthCheck } = container;
  return {
    ...container,
    image: values.imageOf(container.image),
    logConfiguration: logConfiguration(container.name, values),
    cpu,
    environment: [...variables].sort(byName),
    mountPoints: [...mountPoints].sort(byText(({ containerPath }) => containerPath)),
    portMappings: [...portMappings]
      .sort(byText(({ containerPort, protocol }) => `${containerPort} ${protocol}`))
      .map(({ containerPort, protocol }) => ({ containerPort, hostPort: containerPort, protocol })),
    systemControls: [],
    volumesFrom: [],
    ...(healthCheck && { healthCheck: canonicalCheck(healthCheck) }),
    ...(dependsOn && { dependsOn: [...dependsOn].sort(byText(({ containerName }) => containerName)) }),
    ...(ulimits && { ulimits: [...ulimits].sort(byName) }),
  };
}

/** ECS returns a start period of 0 as none. */
function canonicalCheck({ startPeriod, ...check }: EcsHealthCheck) {
  return startPeriod === 0 ? check : { ...check, startPeriod };
}
