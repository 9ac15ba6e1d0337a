/** One security group per node, gateway and load balancer, and one rule per declared edge. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway } from '../mesh/gateway';
import { publicPorts } from '../mesh/load-balancer';
import { edgesOf } from '../mesh/lookup';
import { accountName, replaceableName } from '../mesh/names';

export interface SecurityGroupsProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
  /** Ports of a gateway's task that its load balancer must reach: the listener's and the one that health is read from. */
  readonly gatewayPorts: (gateway: MeshGateway) => readonly number[];
}

const ANYWHERE = '0.0.0.0/0';

/** Everything that is not declared is closed, in both directions, but HTTPS out: images, logs, secrets and App Mesh need it. */
export class SecurityGroups extends Construct {
  private readonly groups = new Map<string, SecurityGroup>();

  constructor(scope: Construct, id: string, { application, vpcId, gatewayPorts }: SecurityGroupsProps) {
    super(scope, id);
    const { nodes, gateways } = application;
    const owner = (name: string, description: string) => this.addGroup(application, vpcId, name, description);
    for (const { name } of nodes) {
      owner(name, `Tasks of node ${name}`);
      this.addWayOut(name);
    }
    for (const gateway of gateways) {
      owner(gateway.name, `Tasks of gateway ${gateway.name}`);
      this.addWayOut(gateway.name);
      if (gateway.loadBalancer === undefined) continue;
      const balancer = loadBalancerGroup(gateway.name);
      owner(balancer, `Load balancer of gateway ${gateway.name}`);
      publicPorts(gateway.loadBalancer).forEach((port) => this.addDoor(balancer, port));
      gatewayPorts(gateway).forEach((port) => this.addEdge({ from: balancer, to: gateway.name, port }));
    }
    edgesOf(application).forEach((edge) => this.addEdge(edge));
  }

  idOf(runner: string): string {
    return this.group(runner).id;
  }

  idOfLoadBalancer(gateway: string): string {
    return this.group(loadBalancerGroup(gateway)).id;
  }

  private group(name: string): SecurityGroup {
    const group = this.groups.get(name);
    if (group === undefined)
      throw new Error(`bug: no security group for ${JSON.stringify(name)}; please report`);
    return group;
  }

  /** Created before its predecessor goes, since running tasks hold that one; hence the name that differs with what replaces it. */
  private addGroup(application: MeshApplication, vpcId: string, name: string, description: string): void {
    const full = replaceableName(accountName(application, name.replace('_', '-')), description);
    this.groups.set(
      name,
      new SecurityGroup(new Construct(this, name), 'Group', {
        name: full,
        description,
        vpcId,
        tags: { Name: full },
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }

  private addEdge({ from, to, port }: { from: string; to: string; port: number }): void {
    const [caller, callee] = [this.group(from), this.group(to)];
    const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    const say = (name: string) => name.replace('_', ' ');
    new VpcSecurityGroupIngressRule(this, `${to}_from_${from}_${port}`, {
      ...rule,
      securityGroupId: callee.id,
      referencedSecurityGroupId: caller.id,
      description: `${say(from)} calls ${say(to)}`,
    });
    new VpcSecurityGroupEgressRule(this, `${from}_to_${to}_${port}`, {
      ...rule,
      securityGroupId: caller.id,
      referencedSecurityGroupId: callee.id,
      description: `${say(from)} calls ${say(to)}`,
    });
  }

  private addDoor(balancer: string, port: number): void {
    new VpcSecurityGroupIngressRule(this, `${balancer}_from_internet_${port}`, {
      securityGroupId: this.group(balancer).id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: ANYWHERE,
      description: 'The internet calls the load balancer',
    });
  }

  private addWayOut(runner: string): void {
    new VpcSecurityGroupEgressRule(this, `${runner}_to_internet_443`, {
      securityGroupId: this.group(runner).id,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: ANYWHERE,
      description: 'AWS APIs and image registries',
    });
  }
}

/** `_` keeps it apart from nodes and gateways, whose names have none. */
function loadBalancerGroup(gateway: string): string {
  return `${gateway}_lb`;
}
