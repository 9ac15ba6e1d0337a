/** The scaling of an ECS service: its bounds, its policies with their alarms, and its schedule. */
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../../mesh/application';
import { accountName } from '../../../mesh/account-names';
import type { Scaling } from '../../../mesh/runs/scaling';
import type { TrackedScaling } from '../../../mesh/runs/scaling-rule';
import { requestEnds, type RequestLabels } from '../../scaling/request-ends';
import { renderTracking } from '../../scaling/policy';
import { renderScalingTarget, type ScalingRefs } from '../../scaling/target';

export interface ServiceScalingProps extends ScalingRefs {
  readonly application: MeshApplication;
  /** Name of the node or gateway. */
  readonly name: string;
  readonly scaling: Scaling;
  /** @default - no load balancer leads to the tasks */
  readonly requests?: RequestLabels;
}

/** Placed beside the service, under the addresses that the first version of scaling had. */
export function addScaling(scope: Construct, props: ServiceScalingProps): void {
  const { application, name, scaling } = props;
  const { resourceId } = new AppautoscalingTarget(
    scope,
    'ScalingTarget',
    renderScalingTarget(scaling, props),
  );
  const rules = new Construct(scope, 'Scaling');
  for (const rule of scaling.rules) {
    const refs = { name: accountName(application, name, rule.name), resourceId };
    if (rule.kind === 'tracked') {
      // The rule that was the only one is still found where it was.
      const own = rule.name === 'cpu' ? scope : new Construct(rules, rule.name);
      new AppautoscalingPolicy(
        own,
        'ScalingPolicy',
        renderTracking(rule, { ...props, ...refs, ...labelOf(rule, props) }),
      );
    } else others().addRule(new Construct(rules, rule.name), rule, { ...props, ...refs, runner: name });
  }
}

function labelOf(rule: TrackedScaling, { requests }: ServiceScalingProps): { requestLabel?: string } {
  const [end] = requests ? requestEnds(requests.ends, { min: 0, max: 0, rules: [rule] }) : [];
  return requests && end ? { requestLabel: requests.labelOf(end) } : {};
}

/** Steps and schedules are rare, so their resources are loaded only if needed. */
const others = () => require('./steps-and-schedules') as typeof import('./steps-and-schedules');
