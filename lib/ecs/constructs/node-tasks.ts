/** The tasks of a node, for every target: discovery, image, and the service or schedule that runs them. */
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshNode } from '../../mesh/node';
import { imagesOfTask } from '../containers/images';
import { renderRunTaskCommand } from '../run-task-command';
import type { LoadBalancerEnd } from '../load-balancer-end';
import { CloudMapService } from './cloud-map';
import type { RemovalOrder } from './removal-order';
import type { Statement } from './role';
import { EcsTask, type EcsTaskProps } from './task';
import { TaskService } from './service';
import { addTags } from './tasks/tags';
import { Schedule } from './schedule';
import { joins } from './load-balancers';
import { callersGroupIdOf, requestLabelOf, securityGroupIdOf, targetGroupArnOf } from './shared-outputs';
import type { Outputs, RunningImage, ServicesProps } from './placement';

/** The name under which a node's tasks are found. Undefined for a worker, which is not called. */
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
  /** Image of the node's source. */
  readonly image: RunningImage;
  readonly content: EcsTaskProps['content'];
  /** See `TaskValues`. */
  readonly resourceArn?: string;
  readonly statements: readonly Statement[];
  /** @default - none: a control plane tells the tasks at once which nodes they call */
  readonly order?: Pick<RemovalOrder, 'callPathsOf'>;
  /** See the function in `lib/ecs/access.ts`. */
  readonly calledAsMember: ReadonlyMap<string, readonly string[]>;
  /** Other nodes need these tasks, see `EcsServiceRefs`. */
  readonly leavesLast: boolean;
  /** Names in the zone that the tasks call, see `dialledName`. @default [] */
  readonly dials?: readonly ITerraformDependable[];
  /** The ends of load balancers; the node joins those that lead to its tasks. */
  readonly ends: readonly LoadBalancerEnd[];
}

export class NodeTasks extends Construct {
  /** Outputs about the node, by the end of their name. */
  readonly outputs: Outputs;

  constructor(scope: Construct, id: string, props: NodeTasksProps) {
    super(scope, id);
    const { target, node, image, content, resourceArn, statements } = props;
    this.outputs = this.addTasks(props, {
      place: target.place,
      name: node.name,
      machine: node.runs,
      content,
      values: {
        imageOf: imagesOfTask(target.imageMirror, image.reference),
        ...(resourceArn !== undefined && { resourceArn }),
      },
      ...(node.runs.volumes && { volumes: node.runs.volumes }),
      taskStatements: statements,
      repositoryArns: image.repositoryArn === undefined ? [] : [image.repositoryArn],
    });
    if (node.tags) addTags(scope, node.tags);
  }

  private addTasks(props: NodeTasksProps, task: EcsTaskProps): Outputs {
    const { node, target, discovery, order, leavesLast, dials = [], ends } = props;
    const { place, name } = task;
    const { runs } = node;
    const securityGroupIds = [
      securityGroupIdOf(name),
      ...(props.calledAsMember.get(name) ?? []).map(callersGroupIdOf),
    ].map(target.platform.valueOf);
    const dependsOn = [...target.platform.neededBy(name), ...dials];
    switch (runs.kind) {
      case 'service': {
        const own = ends.filter(({ tasks }) => tasks === name);
        const joined = joins(own, (end) => target.platform.valueOf(targetGroupArnOf(end)));
        const registry = discovery && { registryArn: discovery.arn };
        const service = { securityGroupIds, ...joined, leavesLast, ...registry };
        const callPaths = order?.callPathsOf(name, [...target.platform.rulesOf(name), ...dials]);
        const { outputs } = new TaskService(this, 'Runner', {
          ...task,
          size: runs,
          service,
          dependsOn,
          requests: { ends: own, labelOf: (end) => target.platform.valueOf(requestLabelOf(end)) },
          ...(callPaths && { callPaths }),
        });
        return outputs;
      }
      case 'task': {
        const { definitionArn, outputs } = new EcsTask(this, 'Task', task);
        const command = runTaskCommand(task, { definitionArn, securityGroupIds });
        return { run_task_command: command, ...outputs };
      }
      case 'schedule': {
        const runnable = new EcsTask(this, 'Task', task);
        new Schedule(this, 'Schedule', { place, name, runs, task: runnable, securityGroupIds, dependsOn });
        return runnable.outputs;
      }
    }
  }
}

function runTaskCommand(
  { place, name, machine }: EcsTaskProps,
  {
    definitionArn,
    securityGroupIds,
  }: { readonly definitionArn: string; readonly securityGroupIds: readonly string[] },
): Outputs[string] {
  const value = renderRunTaskCommand(machine, {
    region: place.region,
    clusterName: place.clusterName,
    taskDefinitionArn: definitionArn,
    subnetIds: Fn.join(',', [...place.subnetIds]),
    ...(place.publicIp && { publicIp: true }),
    securityGroupIds,
  });
  return { value, description: `Command that runs ${name} once` };
}
