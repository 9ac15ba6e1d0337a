/** A rule of EventBridge that starts tasks, and its target. */
import type { CloudwatchEventRuleConfig } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import type { CloudwatchEventTargetConfig } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { renderCapacity } from './capacity';
import type { ScheduleRuns } from '../mesh/runs/runs';
import type { TaskSettings } from '../mesh/runs/task';

export interface ScheduleTargetRefs {
  readonly ruleName: string;
  /** EventBridge's role, which may start this task. */
  readonly roleArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  /** Each task gets a public address. @default false */
  readonly publicIp?: boolean;
  readonly securityGroupIds: readonly string[];
}

export function renderScheduleRule(
  { at }: Pick<ScheduleRuns, 'at'>,
  { name, node }: { readonly name: string; readonly node: string },
): CloudwatchEventRuleConfig {
  return { name, description: `Starts the tasks of ${node}`, scheduleExpression: at };
}

/** Starts tasks with the tags of their definition. By default EventBridge gives them no tags. */
export function renderScheduleTarget(
  node: string,
  runs: Pick<ScheduleRuns, 'taskCount' | 'capacity' | keyof TaskSettings>,
  refs: ScheduleTargetRefs,
): CloudwatchEventTargetConfig {
  return {
    targetId: node,
    rule: refs.ruleName,
    arn: refs.clusterArn,
    roleArn: refs.roleArn,
    ecsTarget: {
      taskDefinitionArn: refs.taskDefinitionArn,
      taskCount: runs.taskCount,
      ...renderCapacity(runs),
      ...(runs.platformVersion !== undefined && { platformVersion: runs.platformVersion }),
      networkConfiguration: {
        subnets: [...refs.subnetIds],
        securityGroups: [...refs.securityGroupIds],
        assignPublicIp: refs.publicIp ?? false,
      },
      ...(runs.enableExecuteCommand && { enableExecuteCommand: true }),
      enableEcsManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
    },
  };
}
