/** Starts a node's tasks at set times: a rule of EventBridge, and the role with which it asks ECS. */
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accountName, roleName } from '../../mesh/account-names';
import { outsidePoliciesOf } from '../../mesh/runs/outside-policies';
import { addedRights } from '../../mesh/runs/rights';
import type { ScheduleRuns } from '../../mesh/runs/runs';
import { ecsArn } from '../arn';
import { renderScheduleRule, renderScheduleTarget } from '../schedule';
import { Role, type Statement } from './role';
import type { EcsTask, TaskPlace } from './task';

export interface ScheduleProps {
  readonly place: TaskPlace;
  /** Name of the node. */
  readonly name: string;
  readonly runs: ScheduleRuns;
  readonly task: EcsTask;
  readonly securityGroupIds: readonly string[];
  /** Resources that must exist before the first start. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { place, name, runs, task } = props;
    const { application, accountId, clusterArn, subnetIds, publicIp } = place;
    const { boundary, path } = addedRights(runs.rights);
    const rule = new CloudwatchEventRule(
      this,
      'Rule',
      renderScheduleRule(runs, { name: accountName(application, name), node: name }),
    );
    const role = new Role(this, 'schedule', {
      name: roleName(application, name, 'schedule'),
      description: `What EventBridge may do to start ${name}`,
      statements: startStatements(props),
      service: 'events.amazonaws.com',
      accountId,
      sourceArn: rule.arn,
      outsidePolicies: outsidePoliciesOf(application, { runner: name, use: 'schedule' }),
      ...(boundary !== undefined && { boundaryArn: place.references.find(boundary, 'policy') }),
      ...(path !== undefined && { path }),
    });
    const refs = {
      ruleName: rule.name,
      roleArn: role.arn,
      clusterArn,
      taskDefinitionArn: task.definitionArn,
      subnetIds,
      ...(publicIp && { publicIp }),
      securityGroupIds: props.securityGroupIds,
    };
    new CloudwatchEventTarget(this, 'Target', {
      ...renderScheduleTarget(name, runs, refs),
      dependsOn: [
        ...props.dependsOn,
        ...task.policies,
        ...role.policies,
        ...(runs.capacity ? (place.startsAfter ?? []) : []),
      ],
    });
  }
}

/**
 * Rights to start this one task in its cluster, to pass the task its two roles, and to tag the task at its start. Its
 * definition has tags, so the last right is needed. They are valid for any revision: otherwise each plan with a new
 * revision would show the policy.
 */
function startStatements({ place, name, task }: ScheduleProps): Statement[] {
  return [
    {
      actions: ['ecs:RunTask'],
      resources: [ecsArn(place, `task-definition/${accountName(place.application, name)}:*`)],
      conditions: { ArnEquals: { 'ecs:cluster': place.clusterArn } },
    },
    {
      actions: ['ecs:TagResource'],
      resources: [ecsArn(place, `task/${accountName(place.application)}/*`)],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    {
      actions: ['iam:PassRole'],
      resources: task.roleArns,
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
}
