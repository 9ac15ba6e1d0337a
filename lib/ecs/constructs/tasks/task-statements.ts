/** What the roles of a task allow: what it needs to start, shells, and the user's own rights. */
import type { RightsStatement } from '../../../mesh/runs/rights';
import { escapeTemplate } from '../../escape-template';
import type { References } from '../references';
import type { Statement } from './policy-document';

/**
 * Rights of the agent that opens shells. AWS restricts none of them to a resource
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions).
 */
export const EXECUTE_COMMAND: Statement = {
  actions: ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map(
    (action) => `ssmmessages:${action}`,
  ),
  resources: ['*'],
};

/**
 * Rights to write to the task's own log group, and to pull from exactly the repositories that it uses. Only the right to
 * get a token cannot name a resource.
 */
export function executionStatements(logGroupArn: string, repositoryArns: readonly string[]): Statement[] {
  const logs = { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroupArn}:*`] };
  if (repositoryArns.length === 0) return [logs];
  const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return [
    logs,
    { actions: pull, resources: repositoryArns },
    { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
  ];
}

export function statementOf(
  { actions, resources, conditions }: RightsStatement,
  references: References,
): Statement {
  return {
    actions,
    resources: resources.map((ref) =>
      typeof ref === 'string' ? escapeTemplate(ref) : references.find(ref, 'resource'),
    ),
    ...(conditions && { conditions: escaped(conditions) }),
  };
}

/** Variables of policies look like templates of Terraform: `${aws:PrincipalTag/Team}`. */
function escaped(
  conditions: NonNullable<RightsStatement['conditions']>,
): NonNullable<Statement['conditions']> {
  return JSON.parse(JSON.stringify(conditions), (_, value: unknown) =>
    typeof value === 'string' ? escapeTemplate(value) : value,
  ) as NonNullable<Statement['conditions']>;
}
