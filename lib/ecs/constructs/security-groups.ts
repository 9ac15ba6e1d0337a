/** One security group for each party of a target's access, and the rules between them. */
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { hasIpv6 } from '../../mesh/surroundings/network';
import {
  type Access,
  type AccessEdge,
  ANYWHERE,
  ANYWHERE_IPV6,
  calledAsMember,
  callersOf,
  groupEdgesOf,
  type Party,
  tasksOf,
} from '../access';
import { addAddressesIn, addEdgeRules, addGroup, partyId } from './access-rules';
import { addExitRules } from './exit-rules';
import { addHttpsOut } from './https-out';
import { addIpv6Exit } from './ipv6-exit';
import { addOpening } from './opening-rules';
import { callersGroupIdOf, securityGroupIdOf } from './shared-outputs';
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
  private readonly rules = new Map<string, ITerraformDependable[]>();
  private readonly members: ReadonlyMap<string, readonly string[]>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
    const { parties, edges, exits, doors, innerDoors, openings } = props.access;
    this.members = calledAsMember(props.access);
    for (const party of parties) {
      this.groups.set(partyId(party), addGroup(this, party, props));
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

  /** The group of every node's tasks and of its callers, for stacks that run them. */
  get outputs(): Outputs {
    const { application, access } = this.props;
    const callers = access.parties.filter(({ kind }) => kind === 'callers');
    return Object.fromEntries([
      ...application.nodes.map(({ name }) => [
        securityGroupIdOf(name),
        { value: this.idOf(tasksOf(name)), description: `Security group of the tasks of ${name}` },
      ]),
      ...callers.map((party) => [
        callersGroupIdOf(party.name),
        { value: this.idOf(party), description: `Security group of the callers of ${party.name}` },
      ]),
    ]) as Outputs;
  }

  /** The groups of a node's or gateway's tasks: their own, and those of callers that they are one of. */
  heldBy(name: string): string[] {
    const callers = (this.members.get(name) ?? []).map(callersOf);
    return [tasksOf(name), ...callers].map((party) => this.idOf(party));
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
  readonly leadingTo = (node: string): readonly ITerraformDependable[] => [
    ...new Set(this.leading.get(partyId(tasksOf(node)))),
  ];

  private readonly group = (party: Party): SecurityGroup => {
    const group = this.groups.get(partyId(party));
    if (group === undefined) throw new Error(`bug: no security group for ${partyId(party)}; please report`);
    return group;
  };

  private addHttpsOut(party: Party): readonly ITerraformDependable[] {
    const { application, region } = this.props;
    return addHttpsOut(this, party, { network: application.network, region, group: this.group(party) });
  }

  private addEdge(edge: AccessEdge): void {
    const { from, to } = edge;
    const rules = groupEdgesOf(edge).flatMap((each) => this.rulesOf(each));
    this.need(from.kind === 'load-balancer' ? to : from, ...rules);
    this.leading.set(partyId(to), [...(this.leading.get(partyId(to)) ?? []), ...rules]);
  }

  /** Several callers may share rules. */
  private rulesOf(edge: AccessEdge): ITerraformDependable[] {
    const key = JSON.stringify([partyId(edge.from), partyId(edge.to), edge.port]);
    const rules = this.rules.get(key) ?? addEdgeRules(this, edge, this.group);
    this.rules.set(key, rules);
    return rules;
  }

  private need(party: Party, ...rules: ITerraformDependable[]): void {
    this.needed.set(partyId(party), [...this.neededBy(party), ...rules]);
  }
}
