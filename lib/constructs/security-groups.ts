/** One security group per node, gateway and load balancer, and one rule per declared edge. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
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
const LOAD_BALANCER = '_lb';

/** Everything that is not declared is closed, in both directions, but HTTPS out: images, logs, secrets and App Mesh need it. */
export class SecurityGroups extends Construct {
  private readonly groups = new Map<string, SecurityGroup>();
  private readonly needed = new Map<string, ITerraformDependable[]>();

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
      gatewayPorts(gateway)
        .flatMap((port) => this.addEdge({ from: balancer, to: gateway.name, port }))
        .forEach((rule) => this.need(gateway.name, rule));
    }
    edgesOf(application).forEach((edge) => this.addEdge(edge));
  }

  idOf(runner: string): string {
    return this.group(runner).id;
  }

  idOfLoadBalancer(gateway: string): string {
    return this.group(loadBalancerGroup(gateway)).id;
  }

  /**
   * The rules without which a task cannot start, to be waited for: it pulls its image over HTTPS, and a load balancer
   * that does not reach it has it replaced. While a task drains, too, they must still be there.
   */
  neededBy(runner: string): readonly ITerraformDependable[] {
    return this.needed.get(runner) ?? [];
  }

  private group(name: string): SecurityGroup {
    const group = this.groups.get(name);
    if (group === undefined)
      throw new Error(`bug: no security group for ${JSON.stringify(name)}; please report`);
    return group;
  }

  /**
   * Created before its predecessor goes, since running tasks hold that one; hence the name that differs with what
   * replaces it: the description, and the VPC, which its block replaces.
   */
  private addGroup(application: MeshApplication, vpcId: string, name: string, description: string): void {
    const full = replaceableName(
      accountName(application, name.replace('_', '-')),
      description,
      application.network.cidr,
    );
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

  /** A door in for the callee, a way out for the caller. */
  private addEdge({ from, to, port }: { from: string; to: string; port: number }): ITerraformDependable[] {
    const [caller, callee] = [this.group(from), this.group(to)];
    const rule = {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: `${say(from)} calls ${say(to)}`,
    };
    return [
      new VpcSecurityGroupIngressRule(this, `${to}_from_${from}_${port}`, {
        ...rule,
        securityGroupId: callee.id,
        referencedSecurityGroupId: caller.id,
      }),
      new VpcSecurityGroupEgressRule(this, `${from}_to_${to}_${port}`, {
        ...rule,
        securityGroupId: caller.id,
        referencedSecurityGroupId: callee.id,
      }),
    ];
  }

  private need(runner: string, rule: ITerraformDependable): void {
    this.needed.set(runner, [...this.neededBy(runner), rule]);
  }

  private addDoor(balancer: string, port: number): void {
    new VpcSecurityGroupIngressRule(this, `${balancer}_from_internet_${port}`, {
      securityGroupId: this.group(balancer).id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: ANYWHERE,
      description: `internet calls ${say(balancer)}`,
    });
  }

  private addWayOut(runner: string): void {
    const rule = new VpcSecurityGroupEgressRule(this, `${runner}_to_internet_443`, {
      securityGroupId: this.group(runner).id,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: ANYWHERE,
      description: `${runner} calls AWS APIs and image registries`,
    });
    this.need(runner, rule);
  }
}

/** Only characters that AWS takes in the description of a rule: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* */
function say(name: string): string {
  return name.endsWith(LOAD_BALANCER) ? `load balancer of ${name.slice(0, -LOAD_BALANCER.length)}` : name;
}

/** `_` keeps it apart from nodes and gateways, whose names have none. */
function loadBalancerGroup(gateway: string): string {
  return `${gateway}${LOAD_BALANCER}`;
}
