/** The rules of scaling that few services have: steps with their alarms, and times of day. */
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingScheduledAction } from '@cdktf/provider-aws/lib/appautoscaling-scheduled-action';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import type { TimedScaling } from '../../../mesh/runs/scaling-schedule';
import type { StepScaling } from '../../../mesh/runs/scaling-steps';
import { renderStepAlarm, renderStepPolicy, stepsByDirection } from '../../scaling/steps';
import { renderScheduledAction, type ScalingRefs } from '../../scaling/target';

export interface RuleRefs extends ScalingRefs {
  /** Name of the rule in the account. */
  readonly name: string;
  readonly resourceId: string;
  /** Name of the node or gateway. */
  readonly runner: string;
}

export function addRule(scope: Construct, rule: StepScaling | TimedScaling, refs: RuleRefs): void {
  if (rule.kind === 'timed') {
    new AppautoscalingScheduledAction(scope, 'Action', renderScheduledAction(rule, refs));
    return;
  }
  for (const steps of stepsByDirection(rule)) {
    const own = new Construct(scope, steps.direction);
    const named = { ...refs, name: `${refs.name}-${steps.direction}` };
    const { arn: policyArn } = new AppautoscalingPolicy(own, 'Policy', renderStepPolicy(steps, named));
    new CloudwatchMetricAlarm(own, 'Alarm', renderStepAlarm(steps, { ...named, policyArn }));
  }
}
