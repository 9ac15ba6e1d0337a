/** A task and what keeps it running or starts it, as every target renders them, with plain names for references. */
import type { Architecture } from '../../lib/mesh/application';
import type { MeshGateway } from '../../lib/mesh/entry/gateway';
import type { MeshNode } from '../../lib/mesh/node';
import type { Runs } from '../../lib/mesh/runs/runs';
import type { Scaling } from '../../lib/mesh/runs/scaling';
import type { Machine, Size } from '../../lib/mesh/runs/size';
import { renderRunTaskCommand } from '../../lib/ecs/run-task-command';
import { renderTracking } from '../../lib/ecs/scaling/policy';
import { renderStepAlarm, renderStepPolicy, stepsByDirection } from '../../lib/ecs/scaling/steps';
import { renderScalingTarget, renderScheduledAction } from '../../lib/ecs/scaling/target';
import { renderScheduleRule, renderScheduleTarget } from '../../lib/ecs/schedule';
import { renderEcsService } from '../../lib/ecs/service';
import { renderTaskDefinition, type TaskContent } from '../../lib/ecs/task-definition';
import { taskValues } from './task-values';

type Place = { readonly architecture: Architecture };

export function renderNode(place: Place, { name, runs, listeners }: MeshNode, task: TaskContent) {
  const service = listeners.length > 0 ? { registryArn: 'REGISTRY' } : {};
  return [renderDefinition(place, name, runs, task), renderStart(name, runs, service)];
}

export function renderGateway(place: Place, { name, runs }: MeshGateway, task: TaskContent) {
  return [renderDefinition(place, name, runs, task), renderService(name, runs, {})];
}

function renderDefinition({ architecture }: Place, family: string, machine: Machine, task: TaskContent) {
  const roles = { taskRoleArn: 'TASK', executionRoleArn: 'EXECUTION' };
  return renderTaskDefinition({ family, machine, architecture, values: taskValues, ...roles, ...task });
}

type Discovery = { readonly registryArn?: string };

const cluster = { clusterArn: 'CLUSTER', subnetIds: ['SUBNET'] };

function renderStart(name: string, runs: Runs, service: Discovery) {
  const refs = { ...cluster, taskDefinitionArn: name, securityGroupIds: [name] };
  switch (runs.kind) {
    case 'service':
      return renderService(name, runs, service);
    case 'task':
      return renderRunTaskCommand(runs, {
        ...refs,
        region: 'us-west-2',
        clusterName: 'CLUSTER',
        subnetIds: 'SUBNET',
      });
    case 'schedule':
      return [
        renderScheduleRule(runs, { name, node: name }),
        renderScheduleTarget(name, runs, { ...refs, ruleName: name, roleArn: 'ROLE' }),
      ];
  }
}

function renderService(name: string, size: Size, service: Discovery) {
  const refs = {
    ...cluster,
    ...service,
    taskDefinitionArn: name,
    securityGroupIds: [name],
    loadBalancers: [],
  };
  return [renderEcsService(name, size, refs), size.scaling && renderScaling(size.scaling, name)];
}

function renderScaling(scaling: Scaling, name: string) {
  const service = { clusterName: 'CLUSTER', serviceName: name };
  const refs = { resourceId: name, name };
  return [
    renderScalingTarget(scaling, service),
    ...scaling.rules.flatMap((rule): object[] => {
      if (rule.kind === 'tracked')
        return [renderTracking(rule, { ...service, ...refs, requestLabel: 'LABEL' })];
      if (rule.kind === 'timed') return [renderScheduledAction(rule, refs)];
      return stepsByDirection(rule).flatMap((steps) => [
        renderStepPolicy(steps, refs),
        renderStepAlarm(steps, { ...service, ...refs, runner: name, policyArn: 'POLICY' }),
      ]);
    }),
  ];
}
