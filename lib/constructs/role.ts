/** An IAM role that ECS tasks of this account assume, with one inline policy of exactly what it needs. */
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';

export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface TaskRoleProps {
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** The account whose ECS may assume the role; without the condition another account's could be tricked into it. */
  readonly accountId: string;
}

export class TaskRole extends Construct {
  readonly arn: string;
  /** What a service must wait for: a task that starts without its permissions fails or, worse, half works. */
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, { name, description, statements, accountId }: TaskRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Role', { name, description, assumeRolePolicy: trustEcsTasks(accountId) });
    this.arn = role.arn;
    this.policies =
      statements.length === 0
        ? []
        : [
            new IamRolePolicy(this, 'Policy', {
              name,
              role: role.name,
              policy: policyDocument(statements),
            }),
          ];
  }
}

function trustEcsTasks(accountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  });
}

function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: [...actions].sort(),
      Resource: resources,
    })),
  });
}
