/** A role of a task, to which `extend.ts` may add rights. The role owns them like those that synth derives. */
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { TerraformResource } from 'cdktf';
import type { Role, Statement } from '../ecs/constructs/role';
import { MeshError } from '../mesh/checks/problem';
import { placeOfCaller } from './handles';
import { policyTwice, policyUnusable, statementEmpty } from './task-problems';

export interface RoleHandle {
  readonly arn: string;
  readonly resource: IamRole;
  /**
   * Rights in the role's inline policy. The first task starts when it has them.
   * @example grant({ actions: ['sqs:SendMessage'], resources: [queue.arn] })
   */
  grant(...statements: readonly Statement[]): void;
  /**
   * Attaches a managed policy, of AWS's or of one's own.
   * @param name end of its Terraform address: lower-case letters, digits and `_`
   * @param arn may be a token: `policy.arn`
   */
  attach(name: string, arn: string): void;
}

/** @param users what starts tasks with the role, and must wait for its rights */
export function roleHandle(role: Role, users: readonly TerraformResource[]): RoleHandle {
  const attached = new Set(role.policyArns);
  const wait = (right: TerraformResource) => users.forEach((user) => waitFor(user, right));
  return {
    arn: role.arn,
    resource: role.resource,
    grant: (...statements) => {
      const wrong = statements.filter((statement) => !isWhole(statement));
      if (wrong.length > 0)
        throw new MeshError(wrong.map((statement) => statementEmpty(placeOfCaller(), statement)));
      role.grant(statements);
      role.policies.forEach(wait);
    },
    attach: (name, policyArn) => {
      validateAttachment({ role, attached }, name, policyArn);
      attached.add(policyArn);
      wait(role.attach(name, policyArn));
    },
  };
}

/** The end of a Terraform address. */
const NAME = /^[a-z][a-z0-9_]*$/;

/** A token is another text each time that it is read, so only a literal ARN is found again. */
function validateAttachment(
  { role, attached }: { readonly role: Role; readonly attached: ReadonlySet<string> },
  name: unknown,
  policyArn: unknown,
): void {
  const place = placeOfCaller();
  if (typeof name !== 'string' || !NAME.test(name)) throw new MeshError([policyUnusable(place, name)]);
  if (typeof policyArn !== 'string' || policyArn === '')
    throw new MeshError([policyUnusable(place, policyArn)]);
  if (role.node.tryFindChild(name))
    throw new MeshError([policyTwice(place, 'an attachment of this name', name)]);
  if (attached.has(policyArn)) throw new MeshError([policyTwice(place, 'this policy', policyArn)]);
}

function waitFor(user: TerraformResource, right: TerraformResource): void {
  const address = `${right.terraformResourceType}.${right.friendlyUniqueId}`;
  const before = user.dependsOn ?? [];
  if (!before.includes(address)) user.dependsOn = [...before, address];
}

/** Synth does not type-check. */
function isWhole(statement: unknown): boolean {
  const { actions, resources } = Object(statement) as Partial<Record<keyof Statement, unknown>>;
  return [actions, resources].every(
    (texts) => Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string'),
  );
}
