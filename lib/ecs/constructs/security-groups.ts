/** One security group per party, and one rule per edge, of what a target says about access. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, replaceableName } from '../../mesh/names';
import {
  type Access,
  type AccessEdge,
  type AccessExit,
  type AccessInnerDoor,
  ANYWHERE,
  type Party,
  tasksOf,
} from '../access';
import { securityGroupIdOf } from './shared-outputs';
import type { Outputs } from './placement';

export interface SecurityGroupsProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
  readonly access: Access;
}

/** A way that is no longer declared stays open until the tasks that waited for it have been told to go. */
const leaveLast = { createBeforeDestroy: true };

/** Everything that is not declared is closed, in both directions, but HTTPS out of tasks: images, logs and AWS APIs need it. */
export class SecurityGroups extends Construct {
  private readonly groups = new Map<string, SecurityGroup>();
  private readonly needed = new Map<string, ITerraformDependable[]>();
  private readonly leading = new Map<string, ITerraformDependable[]>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
    const { parties, edges, exits, doors, innerDoors } = props.access;
    for (const party of parties) {
      this.addGroup(party, party.description);
      if (party.kind === 'tasks') this.addWayOut(party);
    }
    doors.forEach(({ to, port }) => this.addDoor(to, port));
    innerDoors.forEach((door) => this.addInnerDoor(door));
    edges.forEach((edge) => this.addEdge(edge));
    exits.forEach((exit) => this.addExit(exit));
  }

  /** The group of every node's tasks, for stacks that run them. */
  get outputs(): Outputs {
    const { nodes } = this.props.application;
    return Object.fromEntries(
      nodes.map(({ name }) => [
        securityGroupIdOf(name),
        { value: this.idOf(tasksOf(name)), description: `Security group of the tasks of ${name}` },
      ]),
    );
  }

  idOf(party: Party): string {
    return this.group(party).id;
  }

  /**
   * The rules to be waited for: a task pulls its image over HTTPS, calls others as soon as it runs, and is replaced if a
   * load balancer does not reach it. While a task drains, too, they must still be there.
   */
  neededBy(party: Party): readonly ITerraformDependable[] {
    return this.needed.get(partyId(party)) ?? [];
  }

  readonly neededByTasks = (node: string): readonly ITerraformDependable[] => this.neededBy(tasksOf(node));

  /** The rules that let others call a node's tasks. */
  readonly leadingTo = (node: string): readonly ITerraformDependable[] =>
    this.leading.get(partyId(tasksOf(node))) ?? [];

  private group(party: Party): SecurityGroup {
    const group = this.groups.get(partyId(party));
    if (group === undefined) throw new Error(`bug: no security group for ${partyId(party)}; please report`);
    return group;
  }

  /**
   * Created before its predecessor goes, since running tasks hold that one; hence the name that differs with what
   * replaces it: the description, and the VPC, which its block replaces.
   */
  private addGroup(party: Party, description: string): void {
    const { application, vpcId } = this.props;
    const id = partyId(party);
    const name = replaceableName(
      accountName(application, id.replace('_', '-')),
      description,
      application.network.cidr,
    );
    this.groups.set(
      id,
      new SecurityGroup(new Construct(this, id), 'Group', {
        name,
        description,
        vpcId,
        tags: { Name: name },
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }

  /** A door in for the callee, a way out for the caller. */
  private addEdge({ from, to, port }: AccessEdge): void {
    const [caller, callee] = [this.group(from), this.group(to)];
    const rule = {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: `${say(from)} calls ${say(to)}`,
      lifecycle: leaveLast,
    };
    const rules = [
      new VpcSecurityGroupIngressRule(this, `${partyId(to)}_from_${partyId(from)}_${port}`, {
        ...rule,
        securityGroupId: callee.id,
        referencedSecurityGroupId: caller.id,
      }),
      new VpcSecurityGroupEgressRule(this, this.freeId(`${partyId(from)}_to_${partyId(to)}_${port}`), {
        ...rule,
        securityGroupId: caller.id,
        referencedSecurityGroupId: callee.id,
      }),
    ];
    this.need(from.kind === 'load-balancer' ? to : from, ...rules);
    this.leading.set(partyId(to), [...(this.leading.get(partyId(to)) ?? []), ...rules]);
  }

  /**
   * What is external has no group of ours, so its addresses stand in the rule. They are its address as well: a rule comes
   * before its predecessor goes, and AWS would refuse the same one under the name of another node.
   */
  private addExit({ from, to, port, cidr }: AccessExit): void {
    const where = cidr === ANYWHERE ? 'internet' : cidr.replace(/[./]/g, '_');
    const rule = new VpcSecurityGroupEgressRule(this, this.freeId(`${partyId(from)}_to_${where}_${port}`), {
      securityGroupId: this.group(from).id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: cidr,
      description: `${say(from)} calls ${sayNames(to)}`,
      lifecycle: leaveLast,
    });
    this.need(from, rule);
  }

  /** A node may be called `internet`, as addresses without a name are here. */
  private freeId(id: string): string {
    return this.node.tryFindChild(id) === undefined ? id : `${id}_too`;
  }

  private need(party: Party, ...rules: ITerraformDependable[]): void {
    this.needed.set(partyId(party), [...this.neededBy(party), ...rules]);
  }

  private addDoor(to: Party, port: number): void {
    this.addIngress(to, port, { cidr: ANYWHERE, id: 'from_internet', caller: 'internet' });
  }

  /** `_` keeps the network apart from a node of that name. */
  private addInnerDoor({ to, port, cidr }: AccessInnerDoor): void {
    this.addIngress(to, port, { cidr, id: 'from_own_network', caller: 'network' });
  }

  private addIngress(
    to: Party,
    port: number,
    { cidr, id, caller }: { readonly cidr: string; readonly id: string; readonly caller: string },
  ): void {
    new VpcSecurityGroupIngressRule(this, `${partyId(to)}_${id}_${port}`, {
      securityGroupId: this.group(to).id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: cidr,
      description: `${caller} calls ${say(to)}`,
    });
  }

  private addWayOut(party: Party): void {
    const rule = new VpcSecurityGroupEgressRule(this, `${partyId(party)}_to_internet_443`, {
      securityGroupId: this.group(party).id,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: ANYWHERE,
      description: `${say(party)} calls AWS APIs and image registries`,
      lifecycle: leaveLast,
    });
    this.need(party, rule);
  }
}

/** `_` keeps load balancers apart from nodes and gateways, whose names have none. */
function partyId({ kind, name }: Party): string {
  return kind === 'load-balancer' ? `${name}_lb` : name;
}

/** Only characters that AWS takes in the description of a rule: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* */
function say({ kind, name }: Party): string {
  return kind === 'load-balancer' ? `load balancer of ${name}` : name;
}

/** At most two, since AWS takes 255 characters. */
function sayNames(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} more`;
}
