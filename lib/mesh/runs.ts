/** What a node runs: an image, its size, how many of it and what it is told. */
import { type Address, addressShape, pathsIn, servicesIn, urlsIn } from './address';
import { type Duration, seconds } from './duration';
import { fargateCpus, fargateMemories } from './fargate';
import type { Only } from './known-fields';
import { checkLimit } from './limit';
import { limits } from './limits';
import { NAME } from './name';
import type { Problem } from './problem';
import { problems } from './problems';
import type { Protocol } from './protocol';
import {
  type Deployment,
  defaultDeployment,
  deploymentShape,
  type Scaling,
  scalingShape,
  validateDeployment,
  validateScaling,
} from './scaling';
import { duration, type FieldShapes, fields, named, number, optional, text, texts } from './shape';

export interface ContainerHealthCheck {
  /** Run inside the container without a shell; exit 0 is healthy. At least one word. */
  readonly command: readonly string[];
  /** 5 to 300 whole seconds. @default seconds(10) */
  readonly interval?: Duration;
  /** 2 to 60 whole seconds. @default seconds(5) */
  readonly timeout?: Duration;
  /** 1 to 10. @default 3 */
  readonly retries?: number;
  /** 0 to 300 whole seconds in which failures do not count. @default seconds(10) */
  readonly startPeriod?: Duration;
}

export interface SizeDefinition<Field extends string = never> {
  /** CPU units of the task, 1,024 to a vCPU; application and sidecars share them. @default 256 */
  readonly cpu?: number;
  /** Memory of the task in MiB; application and sidecars share it. @default 1024 */
  readonly memoryMiB?: number;
  /** Tasks to keep running. With `scaling` it is only where they start. @default - `scaling.min`, else 1 */
  readonly count?: number;
  /** @default - a fixed count */
  readonly scaling?: Scaling & Only<Scaling, Field>;
  /** @default - 100 % to 200, 150 or 125 %, by the smallest count: see `defaultDeployment` */
  readonly deployment?: Deployment & Only<Deployment, Field>;
}

export interface RunsDefinition<
  Service extends string = string,
  Field extends string = never,
> extends SizeDefinition<Field> {
  /** Folder below `services/<application>/` that the image is built from. */
  readonly source: string;
  /** Hard limit of the application's container in MiB. @default - what the sidecars leave of the task */
  readonly containerMemoryMiB?: number;
  /** Names to values. `PORT` is the port of the first listener, the lowest one, and cannot be set. @default {} */
  readonly environment?: Readonly<Record<string, string | Address<Service>>>;
  /** @default - none: ECS looks at nothing but the process */
  readonly healthCheck?: ContainerHealthCheck & Only<ContainerHealthCheck, Field>;
}

const sizeShapes: FieldShapes<SizeDefinition> = {
  cpu: optional(number),
  memoryMiB: optional(number),
  count: optional(number),
  scaling: optional(scalingShape),
  deployment: optional(deploymentShape),
};

export const sizeShape = fields<SizeDefinition>(sizeShapes);

export const runsShape = fields<RunsDefinition>({
  ...sizeShapes,
  source: text,
  containerMemoryMiB: optional(number),
  environment: optional(named('environment', addressShape)),
  healthCheck: optional(
    fields<ContainerHealthCheck>({
      command: texts,
      interval: optional(duration),
      timeout: optional(duration),
      retries: optional(number),
      startPeriod: optional(duration),
    }),
  ),
});

export type Size = Required<Omit<SizeDefinition, 'scaling'>> & Pick<SizeDefinition, 'scaling'>;

export interface Runs extends Size {
  readonly source: string;
  readonly containerMemoryMiB?: number;
  readonly environment: Readonly<Record<string, string | Address>>;
  readonly healthCheck?: Required<ContainerHealthCheck>;
}

export function completeSize(
  definition: SizeDefinition,
  defaults: { readonly cpu: number; readonly memoryMiB: number },
): Size {
  const { scaling } = definition;
  const count = definition.count ?? scaling?.min ?? 1;
  return {
    cpu: definition.cpu ?? defaults.cpu,
    memoryMiB: definition.memoryMiB ?? defaults.memoryMiB,
    count,
    deployment:
      definition.deployment ?? defaultDeployment(smallestCount({ count, ...(scaling && { scaling }) })),
    ...(scaling && { scaling }),
  };
}

export function completeRuns(definition: RunsDefinition): Runs {
  const { containerMemoryMiB, healthCheck } = definition;
  const environment = Object.entries(definition.environment ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...completeSize(definition, { cpu: 256, memoryMiB: 1024 }),
    source: definition.source,
    environment: Object.fromEntries(environment),
    ...(containerMemoryMiB !== undefined && { containerMemoryMiB }),
    ...(healthCheck && {
      healthCheck: {
        command: healthCheck.command,
        interval: healthCheck.interval ?? seconds(10),
        timeout: healthCheck.timeout ?? seconds(5),
        retries: healthCheck.retries ?? 3,
        startPeriod: healthCheck.startPeriod ?? seconds(10),
      },
    }),
  };
}

/** The fewest tasks that scaling allows, or the fixed count. */
export function smallestCount(size: Pick<Size, 'count' | 'scaling'>): number {
  return size.scaling?.min ?? size.count;
}

export function validateSize(size: Size, where: string): Problem[] {
  const memories = fargateMemories(size.cpu);
  return [
    ...(memories.length === 0 ? [problems.fargateCpu(where, size.cpu, fargateCpus)] : []),
    ...(memories.length > 0 && !memories.includes(size.memoryMiB)
      ? [problems.fargateMemory(where, size, memories)]
      : []),
    ...checkLimit(limits.count, size.count, where),
    ...validateScaling(size.scaling, `${where} > scaling`),
    ...validateStart(size, where),
    ...validateDeployment(size.deployment, smallestCount(size), `${where} > deployment`),
  ];
}

/** Where the bounds contradict each other, no count would do. */
function validateStart({ count, scaling }: Size, where: string): Problem[] {
  if (scaling === undefined || scaling.max < scaling.min) return [];
  const isWithin = count >= scaling.min && count <= scaling.max;
  return isWithin ? [] : [problems.countOutsideScaling(where, count, scaling)];
}

export function validateRuns(
  runs: Runs,
  { listens, ...callees }: Callees & { readonly listens: boolean },
  where: string,
): Problem[] {
  const names = Object.entries(runs.environment);
  return [
    ...validateSize(runs, where),
    ...(NAME.test(runs.source) ? [] : [problems.sourceName(where, runs.source)]),
    ...checkLimit(limits.containerMemory, runs.containerMemoryMiB, where),
    ...(listens && Object.hasOwn(runs.environment, 'PORT')
      ? [problems.environmentPort(`${where} > environment "PORT"`)]
      : []),
    ...names.flatMap(([name, value]) => validateVariable(name, value, callees, where)),
    ...(runs.healthCheck ? validateContainerCheck(runs.healthCheck, `${where} > health check`) : []),
  ];
}

/** Whom a node calls, and how. */
interface Callees {
  readonly backends: readonly string[];
  readonly protocolOf: (service: string) => Protocol | undefined;
}

function validateVariable(
  name: string,
  value: string | Address,
  { backends, protocolOf }: Callees,
  where: string,
): Problem[] {
  const place = `${where} > environment ${JSON.stringify(name)}`;
  return [
    ...(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name) ? [] : [problems.environmentName(place, name)]),
    ...servicesIn(value)
      .filter((service) => !backends.includes(service))
      .map((service) => problems.addressNotBackend(place, service, backends)),
    ...pathsIn(value)
      .filter((path) => path !== '' && !path.startsWith('/'))
      .map((path) => problems.addressPath(place, path)),
    ...urlsIn(value)
      .filter((service) => protocolOf(service) === 'tcp')
      .map((service) => problems.addressUrlTcp(place, service)),
  ];
}

function validateContainerCheck(check: Required<ContainerHealthCheck>, where: string): Problem[] {
  return [
    ...checkLimit(limits.containerCheckInterval, check.interval, where),
    ...checkLimit(limits.containerCheckTimeout, check.timeout, where),
    ...checkLimit(limits.containerCheckRetries, check.retries, where),
    ...checkLimit(limits.containerCheckStart, check.startPeriod, where),
    ...(check.command.length === 0 ? [problems.containerCheckEmpty(where)] : []),
  ];
}
