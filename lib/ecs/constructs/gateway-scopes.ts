/**
 * The scopes of gateways and load balancers in the tree of constructs. Terraform addresses have only names of the user.
 */
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

  /** The scope for resources beside the tasks. */
  ofGateway(name: string): Construct {
    return this.known(name).own;
  }

  ofTasks(gateway: string): Construct {
    return this.known(gateway).tasks;
  }

  /** A load balancer with the name of its gateway is in that gateway's scope. */
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
