/** What one node or gateway runs as: its task definition, its logs and its roles. */
import { byName } from '../mesh/by-key';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { Statement } from '../ecs/constructs/role';
import { MeshError } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { quote } from '../mesh/checks/value-text';
import { VARIABLE } from '../mesh/runs/environment';
import type { RoleUse } from '../mesh/runs/role-use';
import { APPLICATION_CONTAINER } from '../ecs/application-container';
import type { ExtendedStack } from './extended-stack';
import { type Handles, handles, placeOfCaller, unknownHandle } from './handles';
import {
  containerTextUnknown,
  containerUnusable,
  variableNoText,
  variablesUnusable,
  variableTwice,
} from './task-problems';
import type { RoleHandle } from './role-handle';

/** A container definition in ECS's words, as `container_definitions` holds it. */
export type EcsContainer = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
};

export interface TaskHandle {
  /** The stack that it is in: constructs for it stand best there. */
  readonly stack: ExtendedStack;
  readonly definition: EcsTaskDefinition;
  readonly logGroup: CloudwatchLogGroup;
  /** What the containers may do; what ECS may do to start them; what EventBridge may do to start a schedule. */
  readonly roles: Handles<RoleHandle, RoleUse>;
  /** Rights of the containers: short for `roles.task.grant(…)`. */
  grant(...statements: readonly Statement[]): void;
  /**
   * Variables of the application's container, beside those of `application.ts`. Values may be tokens: `queue.url`.
   * @example environment({ QUEUE_URL: queue.url })
   */
  environment(variables: Readonly<Record<string, string>>): void;
  /**
   * Any other change of a container. Write what ECS reads back, or the next plan is not empty.
   * @param container `app` is the application's own
   */
  changeContainer(container: string, change: (before: EcsContainer) => EcsContainer): void;
}

export interface TaskParts extends Pick<TaskHandle, 'stack' | 'definition' | 'logGroup'> {
  readonly name: string;
  /** By use. */
  readonly roles: ReadonlyMap<string, RoleHandle>;
}

export function taskHandle({ name, roles: byUse, ...parts }: TaskParts): TaskHandle {
  const roles = handles(`task ${quote(name)} has no role`, byUse);
  const changeContainer: TaskHandle['changeContainer'] = (container, change) => {
    const all = readContainers(name, parts.definition);
    if (!all.some((each) => each.name === container)) {
      const known = all.map((each) => each.name);
      throw unknownHandle(`task ${quote(name)} has no container`, container, known);
    }
    const changed = all.map((each) => (each.name === container ? checked(change(each), container) : each));
    parts.definition.containerDefinitions = JSON.stringify(changed);
  };
  return {
    ...parts,
    roles,
    grant: (...statements) => roles['task']?.grant(...statements),
    environment: (variables) =>
      changeContainer(APPLICATION_CONTAINER, (before) => withVariables(before, variables)),
    changeContainer,
  };
}

/** The text has tokens in it and is still JSON: a token stands inside a string. */
function readContainers(
  task: string,
  { containerDefinitionsInput: text }: EcsTaskDefinition,
): EcsContainer[] {
  try {
    return JSON.parse(text ?? '') as EcsContainer[];
  } catch {
    throw new MeshError([containerTextUnknown(placeOfCaller(), task)]);
  }
}

/** Synth does not type-check: JSON would have `null` for a container that is not returned. */
function checked(after: unknown, container: string): EcsContainer {
  const { name, environment } = Object(after) as Partial<EcsContainer>;
  if (name === container && Array.isArray(environment)) return after as EcsContainer;
  throw new MeshError([containerUnusable(placeOfCaller(), container, after)]);
}

/** ECS leaves out a variable without a value, and then no plan is empty. */
function validateVariables(variables: unknown): void {
  const place = placeOfCaller();
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables))
    throw new MeshError([variablesUnusable(place, variables)]);
  const found = Object.entries(variables).flatMap(([name, value]: [string, unknown]) => [
    ...(VARIABLE.test(name) ? [] : [problems.environmentName(place, name)]),
    ...(typeof value === 'string' && value !== '' ? [] : [variableNoText(place, name, value)]),
  ]);
  if (found.length > 0) throw new MeshError(found);
}

/** Sorted, as ECS's own form of a container is written here. */
function withVariables(before: EcsContainer, variables: Readonly<Record<string, string>>): EcsContainer {
  validateVariables(variables);
  const added = Object.entries(variables).map(([name, value]) => ({ name, value }));
  const known = new Set(before.environment.map(({ name }) => name));
  const twice = added.filter(({ name }) => known.has(name));
  if (twice.length > 0) throw new MeshError(twice.map(({ name }) => variableTwice(placeOfCaller(), name)));
  const environment = [...before.environment, ...added].sort(byName);
  return { ...before, environment };
}
