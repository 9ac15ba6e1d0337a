/** Mistakes in the bounds of scaling and in its rules. */
import { validateName } from '../checks/name-form';
import { checkCount, checkLimit } from '../checks/limit';
import { counts, limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { repeated } from '../checks/repeated';
import { quote } from '../checks/value-text';
import { validateMetric } from './metric';
import type { Scaling } from './scaling';
import type { MeshScalingRule, TrackedScaling } from './scaling-rule';
import { validateTimed } from './scaling-schedule';
import { validateSteps } from './scaling-steps';

export function validateScaling(scaling: Scaling | undefined, where: string): Problem[] {
  if (scaling === undefined) return [];
  const { min, max, rules } = scaling;
  return [
    ...checkLimit(limits.scalingMin, min, where),
    ...checkLimit(limits.scalingMax, max, where),
    ...rules.flatMap((rule) => validateRule(rule, where)),
    ...(max < min ? [problems.scalingBounds(where, { min, max })] : []),
    ...(rules.length === 0 ? [problems.scalingEmpty(where)] : []),
    ...validateRuleNames(rules, where),
    ...validateDown(rules, where),
  ];
}

function validateRuleNames(rules: readonly MeshScalingRule[], where: string): Problem[] {
  return [
    ...checkCount(
      counts.scalingPolicies,
      rules.filter(({ kind }) => kind !== 'timed'),
      where,
    ),
    ...checkCount(
      counts.scheduledActions,
      rules.filter(({ kind }) => kind === 'timed'),
      where,
    ),
    ...rules.flatMap(({ name }) => validateName(name, `${where} > rule ${quote(name)}`)),
    ...repeated(rules.map(({ name }) => name)).map((name) => problems.scalingRuleTwice(where, name)),
  ];
}

function validateRule(rule: MeshScalingRule, scaling: string): Problem[] {
  const where = `${scaling} > rule ${quote(rule.name)}`;
  switch (rule.kind) {
    case 'tracked':
      return validateTracked(rule, { where, scaling });
    case 'steps':
      return validateSteps(rule, where);
    case 'timed':
      return validateTimed(rule, where);
  }
}

function validateTracked(
  { of, target, scaleInCooldown, scaleOutCooldown }: TrackedScaling,
  { where, scaling }: { readonly where: string; readonly scaling: string },
): Problem[] {
  return [
    ...validateTarget(of, target, of === 'cpu' ? scaling : where),
    ...checkLimit(limits.scalingCooldown, scaleInCooldown, `${where} > scaleInCooldown`),
    ...checkLimit(limits.scalingCooldown, scaleOutCooldown, `${where} > scaleOutCooldown`),
  ];
}

/** SQS API, CreateQueue: QueueName. */
const QUEUE = /^(?=.{1,80}$)[A-Za-z0-9_-]+(\.fifo)?$/;

function validateTarget(of: TrackedScaling['of'], target: number, where: string): Problem[] {
  if (of === 'cpu') return checkLimit(limits.cpuPercent, target, where);
  if (of === 'memory') return checkLimit(limits.memoryPercent, target, where);
  if ('kind' in of) {
    if (of.kind === 'requests') return checkLimit(limits.requestsPerMinute, target, where);
    return [
      ...(QUEUE.test(of.queue) ? [] : [problems.scalingQueue(where, of.queue)]),
      ...checkLimit(limits.backlogPerTask, target, where),
    ];
  }
  return [
    ...validateMetric(of, `${where} > metric`),
    ...(target > 0 && Number.isFinite(target) ? [] : [problems.scalingTarget(where, target)]),
  ];
}

/** Without such a rule the number of tasks only rises. A schedule can lower it by its `max`. */
function validateDown(rules: readonly MeshScalingRule[], where: string): Problem[] {
  const isUp = (rule: MeshScalingRule) =>
    rule.kind === 'tracked'
      ? rule.disableScaleIn
      : rule.kind === 'steps' && rule.steps.every(({ change }) => change > 0);
  return rules.length > 0 && rules.every(isUp) ? [problems.scalingNeverDown(where)] : [];
}

interface Scaled {
  readonly name: string;
  readonly runs: { readonly kind?: string; readonly scaling?: Scaling };
}

/** Container Insights counts the running tasks of a service, by which the messages of a queue are divided. */
export function validateQueueRules(application: {
  readonly nodes: readonly Scaled[];
  readonly gateways: readonly Scaled[];
  readonly cluster: { readonly existing?: unknown };
  readonly containerInsights?: string;
}): Problem[] {
  const { nodes, gateways, cluster, containerInsights = 'disabled' } = application;
  // Only its owner knows what an existing cluster counts.
  if (cluster.existing !== undefined || containerInsights !== 'disabled') return [];
  const runners = [
    ...nodes.map((node) => ({ kind: 'node', ...node })),
    ...gateways.map((gateway) => ({ kind: 'gateway', ...gateway })),
  ];
  return runners.flatMap(({ kind, name, runs: { scaling } }) =>
    (scaling?.rules ?? [])
      .filter((rule) => rule.kind === 'tracked' && isQueue(rule.of))
      .map((rule) =>
        problems.scalingQueueInsights(`${kind} ${quote(name)} > runs > scaling > rule ${quote(rule.name)}`),
      ),
  );
}

const isQueue = (of: TrackedScaling['of']) => typeof of === 'object' && 'kind' in of && of.kind === 'queue';
