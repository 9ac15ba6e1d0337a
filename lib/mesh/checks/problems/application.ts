/** Problems of fields of the whole application. */
import { listNames, type Problem } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, wrong, warning } from './factory';

export const wholeProblems = {
  samplingRate: (at: At, got: unknown) =>
    wrong('tracing-sampling-rate', at, 'samplingRate must be 0 to 1', got, 'use 0.05 for five in a hundred'),
  tracer: (at: At, got: unknown, known: Names) =>
    wrong('tracing-tracer', at, 'there is no such tracer', got, `use one of ${listNames(known)}`),
  logRetention: (at: At, got: unknown, known: readonly number[]) =>
    wrong(
      'logs-retention',
      at,
      'CloudWatch Logs does not keep logs for that many days',
      got,
      `use one of ${known.join(', ')}`,
    ),
  logLevel: (at: At, got: unknown, known: Names) =>
    wrong('logs-envoy-level', at, 'Envoy has no such log level', got, `use one of ${known.join(', ')}`),
  containerInsights: (at: At, got: unknown, known: Names) =>
    wrong(
      'container-insights',
      at,
      'ECS has no such level of Container Insights',
      got,
      `use one of ${known.join(', ')}`,
    ),
  architecture: (at: At, got: unknown) =>
    wrong('architecture', at, 'Fargate has no such architecture', got, 'use "X86_64" or "ARM64"'),
  outsidePolicyRunner: (at: At, name: string, known: Names) =>
    error(
      'outside-policy-runner',
      at,
      `${quote(name)} is neither a node nor a gateway, known ones: ${listNames(known)}`,
      suggest(name, known, 'fix the name or remove it'),
    ),
  outsidePolicySchedule: (at: At) =>
    error(
      'outside-policy-schedule',
      at,
      'it is not a schedule, so it has no role `schedule`',
      'use `task` for the role of its containers',
    ),
  outsidePolicyMany: (at: At, got: number, quota: number): Problem =>
    warning(
      wrong(
        'outside-policy-many',
        at,
        `IAM attaches at most ${quota} managed policies to a role, the quota "Managed policies per role", and an apply would stop there`,
        got,
        'put several into one policy, or ask AWS to raise the quota, and write MESH_QUOTAS=managed-policies-per-role=<number>',
      ),
    ),
  outsidePolicyArn: (at: At, got: unknown) =>
    wrong(
      'outside-policy-arn',
      at,
      'a managed policy is named by its ARN',
      got,
      'use one such as "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"; an inline policy cannot stay, make it a managed one',
    ),
} as const;
