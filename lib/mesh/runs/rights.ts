/** What a task may do in AWS beside what it needs to run: rights of one's own, or roles that exist. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fields, fieldsIn, optional } from '../checks/fields';
import { elsewhere } from '../checks/misplaced-fields';
import { isObject, list, named, type Shape, text, texts } from '../checks/shape';
import { completeRef, type Ref, refShape, validateRef } from '../surroundings/reference';

export interface RightsStatement {
  /** `s3:GetObject`, `sqs:*`. At least one. */
  readonly actions: readonly string[];
  /** ARNs, where `*` is any text, or references to ARNs. At least one. */
  readonly resources: readonly Ref[];
  /**
   * By operator, then by key: `{ StringEquals: { 'aws:ResourceTag/Team': ['orders'] } }`.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
   * @default {}, none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Added to the roles that are made for the task. */
export interface AddedRights {
  /** Rights of the containers, in the inline policy of the task role. @default [] */
  readonly statements?: readonly RightsStatement[];
  /** ARNs of managed policies, which are attached to the task role. @default [] */
  readonly managed?: readonly Ref[];
  /** ARN of a policy that bounds all roles of the task. It must allow what the task needs. @default - none */
  readonly boundary?: Ref;
  /**
   * Path of all roles of the task: `/teams/orders/`. IAM cannot change it: a role with another path replaces the role, and
   * `npm run deploy` refuses that.
   * @default '/'
   */
  readonly path?: string;
}

/** Roles that exist. They are not changed: an output says which rights they need. */
export interface ExistingRoles {
  /** ARN of the role of the containers. */
  readonly taskRole: Ref;
  /** ARN of the role with which ECS starts them. */
  readonly executionRole: Ref;
}

export type Rights = AddedRights | ExistingRoles;

const statementShape = fieldsIn(elsewhere.rights)<RightsStatement>({
  actions: texts,
  resources: list(refShape, (_, index) => `resource ${index + 1}`),
  conditions: optional(named('operator', named('key', texts))),
});
const addedShape = fieldsIn(elsewhere.rights)<AddedRights>({
  statements: optional(list(statementShape, (_, index) => `statement ${index + 1}`)),
  managed: optional(list(refShape, (_, index) => `policy ${index + 1}`)),
  boundary: optional(refShape),
  path: optional(text),
});
const existingShape = fields<ExistingRoles>({ taskRole: refShape, executionRole: refShape });

export const rightsShape: Shape = (value, place) =>
  isObject(value) && ('taskRole' in value || 'executionRole' in value)
    ? existingShape(value, place)
    : addedShape(value, place);

export function completeRights(rights: Rights): Rights {
  if ('taskRole' in rights)
    return { taskRole: completeRef(rights.taskRole), executionRole: completeRef(rights.executionRole) };
  const { statements = [], managed = [], boundary, path } = rights;
  return {
    ...(statements.length > 0 && { statements }),
    ...(managed.length > 0 && { managed: managed.map(completeRef) }),
    ...(boundary !== undefined && { boundary: completeRef(boundary) }),
    ...(path !== undefined && { path }),
  };
}

/** Undefined if they are made for the task. */
export const existingRoles = (rights: Rights | undefined): ExistingRoles | undefined =>
  rights !== undefined && 'taskRole' in rights ? rights : undefined;

export const addedRights = (rights: Rights | undefined): AddedRights =>
  rights !== undefined && !('taskRole' in rights) ? rights : {};

/** IAM API, CreateRole: Path. */
const PATH = /^\/$|^(?=.{3,512}$)\/[!-~]+\/$/;
/** `*`, or a service and an action: `s3:Get*`. */
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;

export function validateRights(rights: Rights | undefined, where: string): Problem[] {
  if (rights === undefined) return [];
  if ('taskRole' in rights)
    return [
      ...validateRef(rights.taskRole, { kind: 'role', where: `${where} > task role` }),
      ...validateRef(rights.executionRole, { kind: 'role', where: `${where} > execution role` }),
    ];
  const { statements = [], managed = [], boundary, path } = rights;
  return [
    ...statements.flatMap((one, index) => validateStatement(one, `${where} > statement ${index + 1}`)),
    ...managed.flatMap((ref, index) =>
      validateRef(ref, { kind: 'policy', where: `${where} > policy ${index + 1}` }),
    ),
    ...(boundary === undefined
      ? []
      : validateRef(boundary, { kind: 'policy', where: `${where} > boundary` })),
    ...(path === undefined || PATH.test(path) ? [] : [problems.rolePath(where, path)]),
  ];
}

function validateStatement({ actions, resources }: RightsStatement, where: string): Problem[] {
  if (actions.length === 0 || resources.length === 0) return [problems.rightsEmpty(where)];
  const isAll = actions.some((action) => /^(\*|[a-z0-9-]+:\*)$/.test(action)) && resources.includes('*');
  return [
    ...actions.filter((action) => !ACTION.test(action)).map((action) => problems.rightsAction(where, action)),
    ...resources.flatMap((ref) => (ref === '*' ? [] : validateRef(ref, { kind: 'resource', where }))),
    ...(isAll ? [problems.rightsAll(where)] : []),
  ];
}
