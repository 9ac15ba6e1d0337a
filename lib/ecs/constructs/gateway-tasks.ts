/** The tasks of a gateway and the load balancer before them, for each target with Envoys. */
import { Construct } from 'constructs';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { lookupIn } from '../../mesh/lookup';
import { loadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import { innerGatewayName } from '../../mesh/account-names';
import { leaveTimes } from '../leave-times';
import { loadBalancerOf, tasksOf } from '../access';
import { ENVOY_CONTAINER } from '../containers/envoy-container';
import { CloudMapService } from './cloud-map';
import { GatewayLoadBalancer, type GatewayLoadBalancerProps } from './load-balancer';
import type { RemovalOrder } from './removal-order';
import { TaskService, type TaskServiceProps } from './service';
import type { SecurityGroups } from './security-groups';
import type { PlatformProps } from './placement';

export interface GatewayTasksProps {
  readonly target: PlatformProps;
  readonly gateway: MeshGateway;
  readonly groups: SecurityGroups;
  /** @default - none: a control plane tells the tasks at once which nodes they call */
  readonly order?: RemovalOrder;
  readonly content: TaskServiceProps['content'];
  readonly statements: TaskServiceProps['taskStatements'];
  /** Where the load balancer asks whether a task takes requests. */
  readonly health: GatewayLoadBalancerProps['health'];
  /** Seconds after which the gateway's Envoy closes an unused connection. @default - as its bootstrap says */
  readonly closesAfter?: number;
}

export class GatewayTasks extends Construct {
  /** Where the internet reaches it; undefined without a load balancer. */
  readonly entry: GatewayLoadBalancer | undefined;
  /** Where the network reaches it; undefined with a load balancer. */
  readonly innerUrl: string | undefined;

  constructor(scope: Construct, id: string, props: GatewayTasksProps) {
    super(scope, id);
    const { target, gateway, groups, order, content, statements } = props;
    const balancer = this.addLoadBalancer(props);
    const discovery = balancer ? undefined : this.addName(props);
    const rules = groups.neededBy(tasksOf(gateway.name));
    const callPaths = order?.callPathsOf(gateway.name, rules);
    new TaskService(this, 'Runner', {
      place: target.place,
      name: gateway.name,
      size: gateway.runs,
      content,
      taskStatements: statements,
      repositoryArns: [],
      service: {
        securityGroupId: groups.idOf(tasksOf(gateway.name)),
        loadBalancers: balancer ? [joining(balancer)] : [],
        ...(discovery && { registryArn: discovery.arn }),
      },
      ...(callPaths && { callPaths }),
      dependsOn: [...(balancer?.listeners ?? []), ...rules],
    });
    this.entry = balancer;
    const { application } = target.place;
    const host = innerGatewayName(application, gateway.name);
    this.innerUrl = discovery && `http://${host}:${gateway.listener.port}`;
  }

  /** The name under which callers inside the network find its tasks. */
  private addName({ target, gateway: { name } }: GatewayTasksProps): CloudMapService {
    const description = `Tasks of gateway ${name}`;
    return new CloudMapService(this, 'Discovery', { name, namespaceId: target.namespaceId, description });
  }

  private addLoadBalancer({ target, gateway, groups, health, closesAfter }: GatewayTasksProps) {
    const { name, listener, loadBalancer } = gateway;
    if (loadBalancer === undefined) return undefined;
    const { application } = target.place;
    const before = { application, ...(closesAfter !== undefined && { closesAfter }) };
    return new GatewayLoadBalancer(this, 'LoadBalancer', {
      application,
      name,
      loadBalancer,
      port: listener.port,
      health,
      idle: loadBalancerIdle(loadBalancer, gateway, before),
      deregistrationSeconds: leaveTimes({
        longestRequest: lookupIn(application).calls().longestRequest(name),
        hasApplication: false,
      }).deregistration,
      vpcId: target.vpcId,
      subnetIds: target.publicSubnetIds,
      securityGroupId: groups.idOf(loadBalancerOf(name)),
      protect: target.protect,
    });
  }
}

const joining = ({ targetGroupArn, port }: GatewayLoadBalancer) => ({
  targetGroupArn,
  containerName: ENVOY_CONTAINER,
  containerPort: port,
});
