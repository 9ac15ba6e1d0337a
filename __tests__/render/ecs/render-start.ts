/** What keeps a task running or starts it, as every target renders it, with plain names for references. */
import type { Runs } from '../../../lib/mesh/runs';
import type { Size } from '../../../lib/mesh/size';
import { renderRunTaskCommand } from '../../../lib/render/ecs/run-task-command';
import { renderScalingPolicy, renderScalingTarget } from '../../../lib/render/ecs/scaling';
import { renderScheduleRule, renderScheduleTarget } from '../../../lib/render/ecs/schedule';
import { renderEcsService } from '../../../lib/render/ecs/service';

const place = { clusterArn: 'CLUSTER', subnetIds: ['SUBNET'] };

export function renderStart(name: string, runs: Runs, service: { readonly registryArn?: string } = {}) {
  const refs = { ...place, taskDefinitionArn: name, securityGroupId: name };
  switch (runs.kind) {
    case 'service':
      return renderService(name, runs, service);
    case 'task':
      return renderRunTaskCommand({
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

export function renderService(name: string, size: Size, service: { readonly registryArn?: string } = {}) {
  const refs = { ...place, ...service, taskDefinitionArn: name, securityGroupId: name, loadBalancers: [] };
  return [
    renderEcsService(name, size, refs),
    size.scaling && renderScalingTarget(size.scaling, { clusterName: 'CLUSTER', serviceName: name }),
    size.scaling && renderScalingPolicy(size.scaling, { resourceId: name, name }),
  ];
}
