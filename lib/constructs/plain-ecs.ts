/** The application without a mesh: ECS services that find each other by name, and load balancers right before them. */
import { Construct } from 'constructs';
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway } from '../mesh/gateway';
import { lookupIn } from '../mesh/lookup';
import type { MeshNode } from '../mesh/node';
import { loadBalancerOf } from '../render/ecs/access';
import { APPLICATION_CONTAINER } from '../render/ecs/application-container';
import { addressIn, answeringNode, enteredService, renderAccess, renderNodeTask } from '../render/none';
import { GatewayLoadBalancer } from './load-balancer';
import { addDiscovery, NodeTasks } from './node-tasks';
import { SecurityGroups } from './security-groups';
import type { Placed, TargetProps } from './target-props';

export class PlainEcs extends Construct implements Placed {
  readonly urls: ReadonlyMap<string, string>;
  readonly outputs = {};
  readonly hostOf: (service: string) => string;

  private readonly addressOf: ReturnType<typeof addressIn>;
  private readonly groups: SecurityGroups;
  /** Load balancers by the node they stand before. */
  private readonly balancers = new Map<string, GatewayLoadBalancer[]>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TargetProps,
  ) {
    super(scope, id);
    const { application } = props.place;
    this.addressOf = addressIn(application);
    this.hostOf = (service) => this.addressOf(service).host;
    this.groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: props.vpcId,
      access: renderAccess(application),
    });
    const gateways = new Construct(this, 'Gateways');
    const urls = application.gateways.map((gateway) =>
      this.addLoadBalancer(new Construct(gateways, gateway.name), application, gateway),
    );
    this.urls = new Map(urls.flat());
    const nodes = new Construct(this, 'Nodes');
    application.nodes.forEach((node) => this.addNode(new Construct(nodes, node.name), node));
  }

  private addLoadBalancer(
    scope: Construct,
    application: MeshApplication,
    gateway: MeshGateway,
  ): [string, string][] {
    const { name, loadBalancer } = gateway;
    const service = enteredService(gateway);
    if (loadBalancer === undefined || service === undefined) return [];
    const lookup = lookupIn(application);
    const node = answeringNode(lookup.service(service));
    const { port, healthCheck } = lookup.listenerOf(service);
    const balancer = new GatewayLoadBalancer(scope, 'LoadBalancer', {
      application,
      name,
      loadBalancer,
      port,
      // Without a check of its own a node is healthy when it answers anything but an error of its own.
      health: healthCheck ? { port, path: healthCheck.path } : { port, path: '/', matcher: '200-499' },
      vpcId: this.props.vpcId,
      subnetIds: this.props.publicSubnetIds,
      securityGroupId: this.groups.idOf(loadBalancerOf(name)),
      protect: this.props.protect,
    });
    this.balancers.set(node, [...(this.balancers.get(node) ?? []), balancer]);
    return [[name, balancer.url]];
  }

  private addNode(scope: Construct, node: MeshNode): void {
    const balancers = this.balancers.get(node.name) ?? [];
    new NodeTasks(scope, 'Tasks', {
      target: this.props,
      node,
      groups: this.groups,
      discovery: addDiscovery(scope, node, this.props.namespaceId),
      task: (refs) => renderNodeTask(node, { ...refs, addressOf: this.addressOf }),
      statements: [],
      loadBalancers: balancers.map(({ targetGroupArn, port }) => ({
        targetGroupArn,
        containerName: APPLICATION_CONTAINER,
        containerPort: port,
      })),
      dependsOn: balancers.flatMap(({ listeners }) => listeners),
    });
  }
}
