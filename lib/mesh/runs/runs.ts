/** How a node runs: as a service that keeps running, started once, or started on a schedule. */
import {
  completeContainer,
  type Container,
  type ContainerDefinition,
  containerShapes,
  validateContainer,
} from './container';
import type { Callees } from './environment';
import { type OriginDefinition, withOrigin } from './origin';
import { elsewhere } from '../checks/misplaced-fields';
import { checkCount, checkLimit } from '../checks/limit';
import { counts, limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { type ScheduleExpression, validateSchedule } from './schedule';
import { validateFolders } from './folders';
import { isObject, leaf, number, type Shape, text } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';
import {
  completeMachine,
  completeSize,
  type Machine,
  type MachineDefinition,
  machineShapes,
  type MachineSize,
  type Size,
  type SizeDefinition,
  sizeShapes,
  validateMachine,
  validateSize,
} from './size';

/** Kept running: an ECS service. */
export interface ServiceRunsDefinition<Service extends string = string, Field extends string = never>
  extends ContainerDefinition<Service, Field>, SizeDefinition<Field> {
  /** @default 'service' */
  readonly kind?: 'service';
}

/** Started by hand or by a pipeline; it ends with its container. An output of the stack is the command that starts it. */
export interface TaskRunsDefinition<Service extends string = string, Field extends string = never>
  extends ContainerDefinition<Service, Field>, MachineDefinition {
  readonly kind: 'task';
}

/**
 * Started by EventBridge; it ends with its container. EventBridge may start it twice, and does not wait for the start
 * before to end. The job must work correctly in both cases.
 */
export interface ScheduleRunsDefinition<Service extends string = string, Field extends string = never>
  extends ContainerDefinition<Service, Field>, MachineDefinition {
  readonly kind: 'schedule';
  /** `rate(1 day)`, `rate(5 minutes)`, or `cron(minutes hours day-of-month month day-of-week year)`, in UTC. */
  readonly at: ScheduleExpression;
  /** Tasks of one start, 1 to 10. @default 1 */
  readonly taskCount?: number;
}

/** Fields of the other kinds. */
type Without<Name extends string> = { readonly [Key in Name]?: never };
type OfService = 'count' | 'scaling' | 'deployment';
type OfSchedule = 'at' | 'taskCount';

export type RunsDefinition<Service extends string = string, Field extends string = never> = OriginDefinition &
  (
    | (ServiceRunsDefinition<Service, Field> & Without<OfSchedule>)
    | (TaskRunsDefinition<Service, Field> & Without<OfService | OfSchedule>)
    | (ScheduleRunsDefinition<Service, Field> & Without<OfService>)
  );

const kinds = ['service', 'task', 'schedule'] as const;
const kind = leaf(
  '"service", "task" or "schedule"',
  (value) => typeof value === 'string' && kinds.some((known) => known === value),
);

const ofJob = { ...elsewhere.runs, ...elsewhere.job };

const serviceShape = fieldsIn(elsewhere.runs)<ServiceRunsDefinition>({
  kind: optional(kind),
  ...containerShapes,
  ...sizeShapes,
});
const taskShape = fieldsIn(ofJob)<TaskRunsDefinition>({
  kind,
  ...containerShapes,
  ...machineShapes,
});
const scheduleShape = fieldsIn(ofJob)<ScheduleRunsDefinition>({
  kind,
  ...containerShapes,
  ...machineShapes,
  at: text,
  taskCount: optional(number),
});

export const runsShape: Shape = withOrigin((value, place) => {
  const own = isObject(value) ? value['kind'] : undefined;
  const shape = own === 'task' ? taskShape : own === 'schedule' ? scheduleShape : serviceShape;
  return shape(value, place);
});

export type ServiceRuns = Container & Size & { readonly kind: 'service' };
export type TaskRuns = Container & Machine & { readonly kind: 'task' };
export type ScheduleRuns = Container &
  Machine & { readonly kind: 'schedule'; readonly at: string; readonly taskCount: number };

export type Runs = ServiceRuns | TaskRuns | ScheduleRuns;

const defaults: MachineSize = { cpu: 256, memoryMiB: 1024 };

export function completeRuns(definition: RunsDefinition): Runs {
  const container = completeContainer(definition);
  if (definition.kind === 'task')
    return { kind: 'task', ...completeMachine(definition, defaults), ...container };
  if (definition.kind === 'schedule') {
    const { at, taskCount = 1 } = definition;
    return { kind: 'schedule', at, taskCount, ...completeMachine(definition, defaults), ...container };
  }
  return { kind: 'service', ...completeSize(definition, defaults), ...container };
}

export function validateRuns(
  runs: Runs,
  node: Callees & { readonly port: number | undefined },
  where: string,
): Problem[] {
  return [
    ...validateKind(runs, node, where),
    ...validateContainer(runs, node, where),
    ...validateFolders(runs, runs.containerMemoryMiB ?? runs.memoryMiB, where),
  ];
}

function validateKind(runs: Runs, { port }: { readonly port: number | undefined }, where: string): Problem[] {
  if (runs.kind === 'service') return validateSize(runs, where);
  return [
    ...validateMachine(runs, where),
    ...(port !== undefined ? [problems.jobListens(where, runs.kind)] : []),
    ...(runs.kind === 'schedule'
      ? [
          ...validateSchedule(runs.at, `${where} > at`),
          ...checkLimit(limits.scheduleTaskCount, runs.taskCount, where),
          ...checkCount(counts.scheduleProviders, runs.capacity ?? [], `${where} > capacity`),
        ]
      : []),
  ];
}
