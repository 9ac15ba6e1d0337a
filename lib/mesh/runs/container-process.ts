/** How the process of a container starts and ends, and what it may use. The words are those of ECS. */
import { byKey, byName } from '../by-key';
import type { Duration } from '../duration';
import { fields, type FieldShapes, optional } from '../checks/fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { repeated } from '../checks/repeated';
import { duration, flag, isObject, list, named, number, text, texts } from '../checks/shape';
import { quote } from '../checks/value-text';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
export const ulimitNames = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
] as const;

export interface Ulimit {
  readonly name: (typeof ulimitNames)[number];
  /** 0 to 2147483647; -1 is no limit. */
  readonly softLimit: number;
  /** At least the soft limit; -1 is no limit. */
  readonly hardLimit: number;
}

export interface ContainerProcess {
  /** Arguments in place of the image's `CMD`. No shell reads them. @default - the image's */
  readonly command?: readonly string[];
  /** The program and its first arguments, in place of the image's `ENTRYPOINT`. @default - the image's */
  readonly entryPoint?: readonly string[];
  /** An absolute path: `/srv`. @default - the image's */
  readonly workingDirectory?: string;
  /**
   * From SIGTERM to SIGKILL, 2 to 120 whole seconds. On target `envoy` the containers of a task share 120 seconds, so a
   * node can have less. @default - ECS's 30 seconds
   */
  readonly stopTimeout?: Duration;
  /** Each name once. @default - Fargate's: `nofile` 65535, all others as the operating system has them */
  readonly ulimits?: readonly Ulimit[];
  /** Process 1 is an init that ends orphans and passes on signals. @default false */
  readonly initProcessEnabled?: boolean;
  /** Keys to values. Keys that begin with `com.amazonaws.ecs.` are ECS's. @default {} */
  readonly dockerLabels?: Readonly<Record<string, string>>;
  /** CPU units of the task that are reserved for this container, 2 to 32768. @default - a share of the task's */
  readonly containerCpu?: number;
  /** Hard limit in MiB, from 6: a container that needs more is ended. @default - the memory of the task */
  readonly containerMemoryMiB?: number;
  /** Soft limit in MiB, from 6: so much is reserved. It is less than `containerMemoryMiB`. @default - the hard limit */
  readonly containerMemoryReservationMiB?: number;
}

const ulimitShape = fields<Ulimit>({ name: text, softLimit: number, hardLimit: number });

export const processShapes: FieldShapes<ContainerProcess> = {
  command: optional(texts),
  entryPoint: optional(texts),
  workingDirectory: optional(text),
  stopTimeout: optional(duration),
  ulimits: optional(list(ulimitShape, ulimitName)),
  initProcessEnabled: optional(flag),
  dockerLabels: optional(named('docker label', text)),
  containerCpu: optional(number),
  containerMemoryMiB: optional(number),
  containerMemoryReservationMiB: optional(number),
};

function ulimitName(ulimit: unknown, index: number): string {
  const name = isObject(ulimit) ? ulimit['name'] : undefined;
  return typeof name === 'string' ? `ulimit ${quote(name)}` : `ulimit ${index + 1}`;
}

export function validateProcess(process: ContainerProcess, where: string): Problem[] {
  const { command, entryPoint, workingDirectory, stopTimeout, ulimits = [], dockerLabels = {} } = process;
  const isAbsolute = workingDirectory === undefined || workingDirectory.startsWith('/');
  return [
    ...(command?.length === 0 ? [problems.containerWords(`${where} > command`)] : []),
    ...(entryPoint?.length === 0 ? [problems.containerWords(`${where} > entryPoint`)] : []),
    ...(isAbsolute ? [] : [problems.containerDirectory(`${where} > workingDirectory`, workingDirectory)]),
    ...checkLimit(limits.stopTimeout, stopTimeout, where),
    ...ulimits.flatMap((ulimit) => validateUlimit(ulimit, `${where} > ulimit ${quote(ulimit.name)}`)),
    ...repeated(ulimits.map(({ name }) => name)).map((name) => problems.ulimitTwice(where, name)),
    ...Object.keys(dockerLabels)
      .filter((key) => key === '' || key.startsWith('com.amazonaws.ecs.'))
      .map((key) => problems.dockerLabel(where, key)),
    ...validateLimits(process, where),
  ];
}

function validateLimits(process: ContainerProcess, where: string): Problem[] {
  const { containerCpu, containerMemoryMiB: hard, containerMemoryReservationMiB: soft } = process;
  const isBelow = soft === undefined || hard === undefined || soft < hard;
  return [
    ...checkLimit(limits.containerCpu, containerCpu, where),
    ...checkLimit(limits.containerMemory, hard, where),
    ...checkLimit(limits.containerReservation, soft, where),
    ...(isBelow ? [] : [problems.containerReservation(where, soft, hard)]),
  ];
}

function validateUlimit({ name, softLimit, hardLimit }: Ulimit, where: string): Problem[] {
  const reach = (limit: number) => (limit === -1 ? Infinity : limit);
  const beyond = [
    ...checkLimit(limits.ulimitSoft, softLimit, where),
    ...checkLimit(limits.ulimitHard, hardLimit, where),
  ];
  const isTurned = beyond.length === 0 && reach(softLimit) > reach(hardLimit);
  return [
    ...(ulimitNames.includes(name) ? [] : [problems.ulimitName(where, name, ulimitNames)]),
    ...beyond,
    ...(isTurned ? [problems.ulimitOrder(where, softLimit, hardLimit)] : []),
  ];
}

/** Lists and labels in one order; fields that are left out stay out. */
export function completeProcess(process: ContainerProcess): ContainerProcess {
  const { command, entryPoint, workingDirectory, stopTimeout, ulimits, initProcessEnabled } = process;
  const { dockerLabels, containerCpu, containerMemoryMiB, containerMemoryReservationMiB } = process;
  const labels = Object.entries(dockerLabels ?? {}).sort(byKey);
  return {
    ...(command && { command }),
    ...(entryPoint && { entryPoint }),
    ...(workingDirectory !== undefined && { workingDirectory }),
    ...(stopTimeout && { stopTimeout }),
    ...(ulimits && { ulimits: [...ulimits].sort(byName) }),
    ...(initProcessEnabled && { initProcessEnabled }),
    ...(labels.length > 0 && { dockerLabels: Object.fromEntries(labels) }),
    ...(containerCpu !== undefined && { containerCpu }),
    ...(containerMemoryMiB !== undefined && { containerMemoryMiB }),
    ...(containerMemoryReservationMiB !== undefined && { containerMemoryReservationMiB }),
  };
}
