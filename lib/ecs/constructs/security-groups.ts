/** One security group for each party of a target's access, and the rules between them. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, replaceableName } from '../../mesh/account-names';
import { hasIpv6, networkKey } from '../../mesh/surroundings/network';
import { type Access, type AccessEdge, ANYWHERE, ANYWHERE_IPV6, type Party, tasksOf } from '../access';
import { addAddressesIn, addEdgeRules, partyId } from './access-rules';
import { addExitRules } from './exit-rules';
import { addHttpsOut } from './https-out';
import { addIpv6Exit } from './ipv6-exit';
import { addOpening } from './opening-rules';
import { securityGroupIdOf } from './shared-outputs';
import type { NetworkBlocks } from './placed-network';
import type { Outputs } from './placement';
import type { References } from './references';

export interface SecurityGroupsProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
  readonly region: string;
  /** The addresses that may connect if the access says `network`. */
  readonly networkBlocks: NetworkBlocks;
  readonly access: Access;
  /** Finds the groups of external nodes. */
  readonly references: References;
}

const EVERYWHERE: NetworkBlocks = { ipv4: ANYWHERE, ipv6: ANYWHERE_IPV6 };

/** A connection that is not declared is refused, in both directions. The exception is HTTPS out of tasks. */
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
    const { parties, edges, exits, doors, innerDoors, openings } = props.access;
    for (const party of parties) {
      this.addGroup(party, party.description);
      if (party.kind === 'tasks') this.need(party, ...this.addHttpsOut(party));
    }
    const groupOf = this.group;
    doors.forEach((door) => addAddressesIn(this, 'internet', { ...door, blocks: EVERYWHERE, groupOf }));
    innerDoors.forEach((door) =>
      addAddressesIn(this, 'network', { ...door, blocks: props.networkBlocks, groupOf }),
    );
    const { references } = props;
    openings.forEach((opening) => this.need(opening.to, addOpening(this, opening, { groupOf, references })));
    edges.forEach((edge) => this.addEdge(edge));
    exits.forEach((exit) => {
      this.need(exit.from, ...addExitRules(this, exit, { groupOf, references }));
      if (hasIpv6(props.application.network))
        this.need(exit.from, ...addIpv6Exit(this, exit, groupOf(exit.from)));
    });
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
   * The rules that a task needs before it starts: it pulls its image over HTTPS, calls others as soon as it runs, and is
   * replaced if a load balancer does not reach it. It needs them until it has drained.
   */
  neededBy(party: Party): readonly ITerraformDependable[] {
    return this.needed.get(partyId(party)) ?? [];
  }

  readonly neededByTasks = (node: string): readonly ITerraformDependable[] => this.neededBy(tasksOf(node));

  /** The rules that let others call a node's tasks. */
  readonly leadingTo = (node: string): readonly ITerraformDependable[] =>
    this.leading.get(partyId(tasksOf(node))) ?? [];

  private readonly group = (party: Party): SecurityGroup => {
    const group = this.groups.get(partyId(party));
    if (group === undefined) throw new Error(`bug: no security group for ${partyId(party)}; please report`);
    return group;
  };

  /**
   * Created before its predecessor is deleted, since running tasks use the predecessor. Both exist for a while, so their
   * names must differ. The name has a hash of the values that make Terraform replace the group: the description, and the
   * VPC, which is replaced with its block.
   */
  private addGroup(party: Party, description: string): void {
    const { application, vpcId } = this.props;
    const id = partyId(party);
    const name = replaceableName(
      accountName(application, id.replace('_', '-')),
      description,
      networkKey(application.network),
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

  private addHttpsOut(party: Party): readonly ITerraformDependable[] {
    const { application, region } = this.props;
    return addHttpsOut(this, party, { network: application.network, region, group: this.group(party) });
  }

  private addEdge(edge: AccessEdge): void {
    const { from, to } = edge;
    const rules = addEdgeRules(this, edge, this.group);
    this.need(from.kind === 'load-balancer' ? to : from, ...rules);
    this.leading.set(partyId(to), [...(this.leading.get(partyId(to)) ?? []), ...rules]);
  }

  private need(party: Party, ...rules: ITerraformDependable[]): void {
    this.needed.set(partyId(party), [...this.neededBy(party), ...rules]);
  }
}
