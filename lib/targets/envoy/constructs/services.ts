/** Nodes with self-managed Envoy beside them. The routes of a service are in the Envoys of its callers. */
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshNode } from '../../../mesh/node';
import { calledAsMember } from '../../../ecs/access';
import { registeredNames, virtualServiceName } from '../../../mesh/account-names';
import { dialledNames as transparentlyDialled, renderAccess, renderEnds, renderNodeTask } from '../renderer';
import { dialledNames, PlaceholderName } from '../../../ecs/constructs/cloud-map';
import { addDiscovery, NodeTasks } from '../../../ecs/constructs/node-tasks';
import { type RemovalOrder, removalOrder } from '../../../ecs/constructs/removal-order';
import type { Outputs, PlacedServices, ServicesProps } from '../../../ecs/constructs/placement';
import { traceStatements } from '../../../ecs/constructs/tracing';
import type { ServicesBeside } from './remaining-target';

export interface EnvoyServicesProps extends ServicesProps {
  /** @default - only one target runs */
  readonly beside?: ServicesBeside;
}

export class EnvoyServices extends Construct implements PlacedServices {
  readonly outputs: ReadonlyMap<string, Outputs>;
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;

  private readonly members: ReturnType<typeof calledAsMember>;
  private readonly added: ReturnType<ServicesBeside['add'] & object> | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly target: EnvoyServicesProps,
  ) {
    super(scope, id);
    const { place, nodes, services, vpcId, beside } = target;
    const access = beside?.ways ?? renderAccess(place.application);
    this.added = beside?.add?.(this);
    this.members = calledAsMember(access);
    const order = removalOrder({ access, vpcId, nodes });
    const scopeOfNodes = new Construct(this, 'Nodes');
    this.nodeOutputs = new Map(
      nodes.map((node) => {
        const { outputs } = this.addNode(new Construct(scopeOfNodes, node.name), node, order);
        return [node.name, outputs];
      }),
    );
    // The other target's resources include them.
    if (this.added === undefined) this.addPlaceholders();
    this.outputs = new Map(
      services.map(({ name }) => {
        const value = virtualServiceName(place.application, name);
        const description = `Name of service ${name} in the mesh, and of its cluster in Envoy's statistics`;
        return [name, { virtual_service_name: { value, description } }];
      }),
    );
  }

  private addNode(scope: Construct, node: MeshNode, order: RemovalOrder): NodeTasks {
    const { place, namespaceId, beside } = this.target;
    const { application } = place;
    const plain = beside?.plainOf?.(node);
    const image = this.target.imageOf(node.runs.origin);
    return new NodeTasks(scope, 'Tasks', {
      target: this.target,
      node,
      discovery: addDiscovery(scope, node, namespaceId),
      image,
      content: renderNodeTask(application, node, { isForeign: image.isForeign, plain }),
      statements: [...(this.added?.statementsOf(node.name) ?? []), ...traceStatements(application)],
      order,
      calledAsMember: this.members,
      dials: this.dialledBy(node),
      leavesLast: order.leavesLast(node.name),
      ends: beside?.ends ?? renderEnds(application),
    });
  }

  private dialledBy({ interception, backends }: MeshNode): ITerraformDependable[] {
    if (interception !== 'transparent') return [];
    const registered = registeredNames(this.target.place.application);
    return dialledNames(backends, { ...this.target, isRegistered: (name) => registered.has(name) });
  }

  /**
   * Adds each name of a service that a transparent node calls. It must resolve before the platform redirects the call to
   * Envoy.
   */
  private addPlaceholders(): void {
    const { place, services, namespaceId } = this.target;
    const { application } = place;
    const dialled = transparentlyDialled(application);
    const scope = new Construct(this, 'Services');
    for (const { name } of services.filter((service) => dialled.has(service.name))) {
      new PlaceholderName(new Construct(scope, name), 'Placeholder', {
        name,
        namespaceId,
        description: `Makes ${virtualServiceName(application, name)} resolve; its calls are taken over by Envoy`,
      });
    }
  }
}
