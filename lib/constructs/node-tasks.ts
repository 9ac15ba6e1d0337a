/** A node's tasks, whatever the target: discovery, image, and the ECS service that runs them. */
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshNode } from '../mesh/node';
import { tasksOf } from '../render/ecs/access';
import type { EcsServiceRefs } from '../render/ecs/service';
import { CloudMapService } from './cloud-map';
import type { Statement } from './role';
import { Runner, type RunnerProps } from './runner';
import type { SecurityGroups } from './security-groups';
import type { TargetProps } from './target-props';

/** Where a node's tasks are found; nothing for a worker, which nobody calls. */
export function addDiscovery(
  scope: Construct,
  { name, listeners }: MeshNode,
  namespaceId: string,
): CloudMapService | undefined {
  if (listeners.length === 0) return undefined;
  return new CloudMapService(scope, 'Discovery', { name, namespaceId, description: `Tasks of node ${name}` });
}

export interface NodeTasksProps {
  readonly target: TargetProps;
  readonly node: MeshNode;
  readonly groups: SecurityGroups;
  readonly discovery: CloudMapService | undefined;
  readonly task: (refs: {
    readonly image: string;
    readonly log: Parameters<RunnerProps['task']>[0];
  }) => ReturnType<RunnerProps['task']>;
  readonly statements: readonly Statement[];
  /** @default [] */
  readonly loadBalancers?: EcsServiceRefs['loadBalancers'];
  /** @default [] */
  readonly dependsOn?: readonly ITerraformDependable[];
}

export class NodeTasks extends Construct {
  constructor(scope: Construct, id: string, props: NodeTasksProps) {
    super(scope, id);
    const { target, node, groups, discovery, statements, loadBalancers = [], dependsOn = [] } = props;
    const image = target.imageOf(node.runs.source);
    new Runner(this, 'Runner', {
      place: target.place,
      name: node.name,
      size: node.runs,
      task: (log) => props.task({ image: image.reference, log }),
      taskStatements: statements,
      repositoryArns: image.repositoryArn === undefined ? [] : [image.repositoryArn],
      service: {
        securityGroupId: groups.idOf(tasksOf(node.name)),
        loadBalancers,
        ...(discovery && { registryArn: discovery.arn }),
      },
      dependsOn: [...dependsOn, ...groups.neededBy(tasksOf(node.name))],
    });
  }
}
