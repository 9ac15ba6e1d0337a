/** Nodes without a mesh: ECS services that find each other by name, and join the load balancers before them. */
import { Construct } from 'constructs';
import type { MeshNode } from '../../../mesh/node';
import { calledAsMember } from '../../../ecs/access';
import { addressIn, renderAccess, renderEnds, renderNodeTask } from '../renderer';
import { addDiscovery, NodeTasks } from '../../../ecs/constructs/node-tasks';
import { type RemovalOrder, removalOrder } from '../../../ecs/constructs/removal-order';
import type { Outputs, PlacedServices, ServicesProps } from '../../../ecs/constructs/placement';

export class PlainEcsServices extends Construct implements PlacedServices {
  readonly outputs: ReadonlyMap<string, Outputs>;
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;

  private readonly addressOf: ReturnType<typeof addressIn>;
  private readonly members: ReturnType<typeof calledAsMember>;
  private readonly order: RemovalOrder;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServicesProps,
  ) {
    super(scope, id);
    const { vpcId, place } = props;
    const { application } = place;
    const access = renderAccess(application);
    this.members = calledAsMember(access);
    this.order = removalOrder({ access, vpcId, nodes: props.nodes });
    this.addressOf = addressIn(application);
    const nodes = new Construct(this, 'Nodes');
    this.nodeOutputs = new Map(
      props.nodes.map((node) => [node.name, this.addNode(new Construct(nodes, node.name), node).outputs]),
    );
    this.outputs = new Map(props.services.map(({ name }) => [name, this.outputsOf(name)]));
  }

  private addNode(scope: Construct, node: MeshNode): NodeTasks {
    const image = this.props.imageOf(node.runs.origin);
    return new NodeTasks(scope, 'Tasks', {
      target: this.props,
      node,
      discovery: addDiscovery(scope, node, this.props.namespaceId),
      image,
      content: renderNodeTask(this.props.place.application, node, image),
      statements: [],
      order: this.order,
      calledAsMember: this.members,
      leavesLast: this.order.leavesLast(node.name),
      ends: renderEnds(this.props.place.application),
    });
  }

  private outputsOf(service: string): Outputs {
    const { host } = this.addressOf(service);
    return {
      virtual_service_name: {
        value: this.props.place.fillHosts(host),
        description: `Host name that callers of ${service} use`,
      },
    };
  }
}
