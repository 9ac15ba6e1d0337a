/** The CPU and memory of a task and, if ECS keeps tasks running, their number. */
import {
  type Capacity,
  type CapacityDefinition,
  capacityShape,
  completeCapacity,
  isOnEc2,
  validateCapacity,
} from './capacity';
import { fargateCpus, fargateMemories } from './fargate';
import type { Only } from '../checks/known-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import {
  completeScaling,
  type Deployment,
  defaultDeployment,
  deploymentShape,
  type Scaling,
  type ScalingDefinition,
  scalingShape,
  validateDeployment,
} from './scaling';
import { validateScaling } from './validate-scaling';
import { number } from '../checks/shape';
import { completeTask, type TaskSettings, taskShapes, validateTask } from './task';
import { type FieldShapes, fields, optional } from '../checks/fields';

export interface MachineDefinition extends TaskSettings {
  /** CPU units of the task, 1,024 to a vCPU; application and sidecars share them. @default 256 */
  readonly cpu?: number;
  /** Memory of the task in MiB; application and sidecars share it. @default 1024 */
  readonly memoryMiB?: number;
  /**
   * Capacity providers, at least one. A service that runs cannot change from none to some or back: deploy refuses it, and
   * says what to do. @default - Fargate on demand, by its launch type
   * @example [{ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE_SPOT', weight: 3 }]
   */
  readonly capacity?: readonly CapacityDefinition[];
}

export interface SizeDefinition<Field extends string = never> extends MachineDefinition {
  /**
   * Number of tasks that ECS keeps running. With `scaling` it is only the first number. @default - `scaling.min`, else 1
   */
  readonly count?: number;
  /** @default - a fixed count */
  readonly scaling?: ScalingDefinition<Field> & Only<ScalingDefinition, Field>;
  /** @default - 100 % to 200, 150 or 125 %, depending on the smallest count: see `defaultDeployment` */
  readonly deployment?: Deployment & Only<Deployment, Field>;
}

export const machineShapes: FieldShapes<MachineDefinition> = {
  cpu: optional(number),
  memoryMiB: optional(number),
  ...taskShapes,
  capacity: optional(capacityShape),
};

export const sizeShapes: FieldShapes<SizeDefinition> = {
  ...machineShapes,
  count: optional(number),
  scaling: optional(scalingShape),
  deployment: optional(deploymentShape),
};

export const sizeShape = fields<SizeDefinition>(sizeShapes);

/** CPU and memory. */
export type MachineSize = Required<Omit<MachineDefinition, keyof TaskSettings | 'capacity'>>;

export type Machine = MachineSize & TaskSettings & { readonly capacity?: readonly Capacity[] };

export type Size = Machine &
  Required<Pick<SizeDefinition, 'count' | 'deployment'>> & { readonly scaling?: Scaling };

export function completeMachine(definition: MachineDefinition, defaults: MachineSize): Machine {
  const { cpu = defaults.cpu, memoryMiB = defaults.memoryMiB, capacity } = definition;
  return {
    cpu,
    memoryMiB,
    ...completeTask(definition),
    ...(capacity && { capacity: completeCapacity(capacity) }),
  };
}

export function completeSize(definition: SizeDefinition, defaults: MachineSize): Size {
  const scaling = definition.scaling && completeScaling(definition.scaling);
  const count = definition.count ?? scaling?.min ?? 1;
  return {
    ...completeMachine(definition, defaults),
    count,
    deployment:
      definition.deployment ?? defaultDeployment(smallestCount({ count, ...(scaling && { scaling }) })),
    ...(scaling && { scaling }),
  };
}

/** The fewest tasks that scaling allows, or the fixed count. */
function smallestCount(size: Pick<Size, 'count' | 'scaling'>): number {
  return size.scaling?.min ?? size.count;
}

export function validateMachine(size: Machine, where: string): Problem[] {
  return [
    ...validatePair(size, where),
    ...validateTask(size, where),
    ...validateCapacity(size.capacity, `${where} > capacity`),
    ...validateFargateFields(size, where),
  ];
}

/** Fields that an instance of EC2 has not. */
function validateFargateFields(size: Machine, where: string): Problem[] {
  if (!isOnEc2(size)) return [];
  return (['ephemeralStorageGiB', 'platformVersion'] as const)
    .filter((field) => size[field] !== undefined)
    .map((field) => problems.capacityOnlyFargate(where, field));
}

/** On instances of EC2 every size is valid; only an instance that is large enough takes the task. */
function validatePair(size: Machine, where: string): Problem[] {
  if (isOnEc2(size))
    return [
      ...checkLimit(limits.ec2Cpu, size.cpu, where),
      ...checkLimit(limits.ec2Memory, size.memoryMiB, where),
    ];
  const memories = fargateMemories(size.cpu);
  if (memories.length === 0) return [problems.fargateCpu(where, size.cpu, fargateCpus)];
  return memories.includes(size.memoryMiB) ? [] : [problems.fargateMemory(where, size, memories)];
}

export function validateSize(size: Size, where: string): Problem[] {
  return [
    ...validateMachine(size, where),
    ...checkLimit(limits.count, size.count, where),
    ...validateScaling(size.scaling, `${where} > scaling`),
    ...validateStart(size, where),
    ...validateDeployment(size.deployment, smallestCount(size), `${where} > deployment`),
  ];
}

/** If the bounds contradict each other, no count is valid. */
function validateStart({ count, scaling }: Size, where: string): Problem[] {
  if (scaling === undefined || scaling.max < scaling.min) return [];
  const isWithin = count >= scaling.min && count <= scaling.max;
  return isWithin ? [] : [problems.countOutsideScaling(where, count, scaling)];
}
