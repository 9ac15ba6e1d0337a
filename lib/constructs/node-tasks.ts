/** A node's tasks, whatever the target: discovery, image, and the ECS service that runs them. */
import { Construct } from 'constructs';
import type { MeshNode } from '../mesh/node';
import type { EcsServiceRefs } from '../render/ecs/service';
import { CloudMapService } from './cloud-map';
import type { Statement } from './role';
import { Runner, type RunnerProps } from './runner';
import { securityGroupIdOf } from './shared-outputs';
import type { ServicesProps } from './target-props';

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
  readonly target: ServicesProps;
  readonly node: MeshNode;
  readonly discovery: CloudMapService | undefined;
  readonly task: (refs: {
    readonly image: string;
    readonly log: Parameters<RunnerProps['task']>[0];
  }) => ReturnType<RunnerProps['task']>;
  readonly statements: readonly Statement[];
  /** @default [] */
  readonly loadBalancers?: EcsServiceRefs['loadBalancers'];
}

export class NodeTasks extends Construct {
  constructor(scope: Construct, id: string, props: NodeTasksProps) {
    super(scope, id);
    const { target, node, discovery, statements, loadBalancers = [] } = props;
    const { platform } = target;
    const image = target.imageOf(node.runs.source);
    new Runner(this, 'Runner', {
      place: target.place,
      name: node.name,
      size: node.runs,
      task: (log) => props.task({ image: image.reference, log }),
      taskStatements: statements,
      repositoryArns: image.repositoryArn === undefined ? [] : [image.repositoryArn],
      service: {
        securityGroupId: platform.valueOf(securityGroupIdOf(node.name)),
        loadBalancers,
        ...(discovery && { registryArn: discovery.arn }),
      },
      dependsOn: platform.neededBy(node.name),
    });
  }
}
