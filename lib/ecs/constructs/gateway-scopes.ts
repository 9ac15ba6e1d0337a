/** Where gateways and load balancers stand in the tree of constructs. Only names of the user are in their addresses. */
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { type MeshLoadBalancer, ownerOf } from '../../mesh/entry/mesh-load-balancer';

export class GatewayScopes {
  private readonly gateways: ReadonlyMap<string, { readonly own: Construct; readonly tasks: Construct }>;
  private readonly others: Construct;

  constructor(platform: Construct, { gateways }: Pick<MeshApplication, 'gateways'>) {
    const all = new Construct(platform, 'Gateways');
    this.others = new Construct(platform, 'LoadBalancers');
    this.gateways = new Map(
      gateways.map(({ name }) => {
        const own = new Construct(all, name);
        return [name, { own, tasks: new Construct(own, 'Tasks') }];
      }),
    );
  }

  /** What stands beside the tasks. */
  ofGateway(name: string): Construct {
    return this.known(name).own;
  }

  ofTasks(gateway: string): Construct {
    return this.known(gateway).tasks;
  }

  /** One that is called after its gateway stands with it. */
  ofLoadBalancer(loadBalancer: MeshLoadBalancer): Construct {
    const { name } = loadBalancer;
    return ownerOf(loadBalancer) === 'gateway' ? this.ofTasks(name) : new Construct(this.others, name);
  }

  private known(gateway: string) {
    const scopes = this.gateways.get(gateway);
    if (scopes === undefined) throw new Error(`bug: no gateway ${gateway}; please report`);
    return scopes;
  }
}
