/** The tasks of a gateway, for each target with Envoys. */
import type { Construct } from 'constructs';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { gatewaysByName } from '../../mesh/entry/mesh-load-balancer';
import { innerGatewayName } from '../../mesh/account-names';
import { tasksOf } from '../access';
import { imagesOfTask } from '../containers/images';
import { CloudMapService } from './cloud-map';
import type { LoadBalancers } from './load-balancers';
import type { RemovalOrder } from './removal-order';
import { addTags } from './tasks/tags';
import { TaskService, type TaskServiceProps } from './service';
import type { SecurityGroups } from './security-groups';
import type { Outputs, PlatformProps } from './placement';

export interface GatewayTasksProps {
  readonly target: PlatformProps;
  readonly gateway: MeshGateway;
  readonly groups: SecurityGroups;
  readonly balancers: Pick<LoadBalancers, 'joinedBy' | 'neededBy' | 'requestLabels'>;
  /** @default - none: a control plane tells the tasks at once which nodes they call */
  readonly order?: RemovalOrder;
  readonly content: TaskServiceProps['content'];
  /** See `TaskValues`. */
  readonly resourceArn?: string;
  readonly statements: TaskServiceProps['taskStatements'];
}

export interface AddedGatewayTasks {
  /** Outputs about the gateway, by the end of their name. */
  readonly outputs: Outputs;
  /** Its host inside the network; undefined with a load balancer. */
  readonly innerUrl: string | undefined;
}

export function addGatewayTasks(scope: Construct, props: GatewayTasksProps): AddedGatewayTasks {
  const { target, gateway, groups, balancers, order, content, resourceArn, statements } = props;
  const { application } = target.place;
  const { name, listener } = gateway;
  const isInner = gatewaysByName(application).includes(name);
  const discovery = isInner ? addName(scope, props) : undefined;
  const rules = groups.neededBy(tasksOf(name));
  const callPaths = order?.callPathsOf(name, rules);
  const runner = new TaskService(scope, 'Runner', {
    place: target.place,
    name,
    size: gateway.runs,
    content,
    values: {
      imageOf: imagesOfTask(target.imageMirror),
      ...(resourceArn !== undefined && { resourceArn }),
    },
    taskStatements: statements,
    repositoryArns: [],
    service: {
      securityGroupIds: groups.heldBy(name),
      ...balancers.joinedBy(name),
      ...(discovery && { registryArn: discovery.arn }),
    },
    requests: balancers.requestLabels(name),
    ...(callPaths && { callPaths }),
    dependsOn: [...balancers.neededBy(name), ...rules],
  });
  if (gateway.tags) [runner, discovery].forEach((each) => each && addTags(each, gateway.tags ?? {}));
  const innerUrl = isInner ? `http://${innerGatewayName(application, name)}:${listener.port}` : undefined;
  return { outputs: runner.outputs, innerUrl };
}

/** The name under which callers inside the network find its tasks. */
function addName(scope: Construct, { target, gateway: { name } }: GatewayTasksProps): CloudMapService {
  const description = `Tasks of gateway ${name}`;
  return new CloudMapService(scope, 'Discovery', { name, namespaceId: target.namespaceId, description });
}
