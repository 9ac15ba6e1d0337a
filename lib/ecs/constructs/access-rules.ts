/** Security groups of the access and their rules: one pair for each edge, one rule for each way in. */
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformIterator, Token } from 'cdktf';
import { Construct } from 'constructs';
import { accountName, replaceableName } from '../../mesh/account-names';
import type { MeshApplication } from '../../mesh/application';
import { networkKey } from '../../mesh/surroundings/network';
import type { Tags } from '../../mesh/surroundings/reference';
import type { NetworkBlocks } from './placed-network';
import type { Access, AccessEdge, AccessInnerDoor, Party } from '../access';
import { LONGEST_ROLL } from '../service';

/** A rule that is no longer declared stays until the tasks that need it have started to drain. */
export const leaveLast = { createBeforeDestroy: true };

export type GroupOf = (party: Party) => SecurityGroup;

interface GroupProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
}

/**
 * Created before its predecessor is deleted, since running tasks use the predecessor. Both exist for a while, so their
 * names must differ. The name has a hash of the values that make Terraform replace the group: the description, and the
 * VPC, which is replaced with its block.
 */
export function addGroup(
  scope: Construct,
  { description, ...party }: Access['parties'][number],
  { application, vpcId }: GroupProps,
): SecurityGroup {
  const id = partyId(party);
  const name = replaceableName(
    accountName(application, id.replace('_', '-')),
    description,
    networkKey(application.network),
  );
  return new SecurityGroup(new Construct(scope, id), 'Group', {
    name,
    description,
    vpcId,
    tags: { Name: name, ...tagsOf(party, application) },
    // AWS deletes it when the last old task has gone. On App Mesh no call-path group waits for that.
    ...(party.kind === 'callers' && { timeouts: { delete: LONGEST_ROLL } }),
    lifecycle: { createBeforeDestroy: true },
  });
}

/** Those of the node or gateway whose tasks are the party. */
function tagsOf({ kind, name }: Party, { nodes, gateways }: MeshApplication): Tags | undefined {
  return kind === 'tasks' ? [...nodes, ...gateways].find((each) => each.name === name)?.tags : undefined;
}

/** A way into the callee's group, and a way out of the caller's. */
export function addEdgeRules(scope: Construct, { from, to, port }: AccessEdge, groupOf: GroupOf) {
  const [caller, callee] = [groupOf(from), groupOf(to)];
  const rule = { ...tcp(port), description: `${say(from)} calls ${say(to)}`, lifecycle: leaveLast };
  return [
    new VpcSecurityGroupIngressRule(scope, `${partyId(to)}_from_${partyId(from)}_${port}`, {
      ...rule,
      securityGroupId: callee.id,
      referencedSecurityGroupId: caller.id,
    }),
    new VpcSecurityGroupEgressRule(scope, freeId(scope, `${partyId(from)}_to_${partyId(to)}_${port}`), {
      ...rule,
      securityGroupId: caller.id,
      referencedSecurityGroupId: callee.id,
    }),
  ];
}

/** The `_` in the id distinguishes the internet and the network from nodes with these names. */
const entries = {
  internet: { id: 'from_internet', caller: 'internet' },
  network: { id: 'from_own_network', caller: 'network' },
} as const;

export interface AddressesIn extends AccessInnerDoor {
  readonly blocks: NetworkBlocks;
}

/** A way in for addresses: those of the internet, or of the network that the application runs in. */
export function addAddressesIn(
  scope: Construct,
  kind: keyof typeof entries,
  { to, port, ipv6, blocks, groupOf }: AddressesIn & { readonly groupOf: GroupOf },
): void {
  const { id, caller } = entries[kind];
  const rule = { securityGroupId: groupOf(to).id, ...tcp(port), description: `${caller} calls ${say(to)}` };
  const each = typeof blocks.ipv4 === 'string' ? undefined : TerraformIterator.fromList(blocks.ipv4.each);
  new VpcSecurityGroupIngressRule(scope, `${partyId(to)}_${id}_${port}`, {
    ...(each && { forEach: each }),
    ...rule,
    cidrIpv4: typeof blocks.ipv4 === 'string' ? blocks.ipv4 : Token.asString(each?.value),
  });
  if (ipv6 === undefined || blocks.ipv6 === undefined) return;
  new VpcSecurityGroupIngressRule(scope, `${partyId(to)}_${id}_ipv6_${port}`, {
    ...rule,
    cidrIpv6: blocks.ipv6,
  });
}

export const tcp = (port: number) => ({ ipProtocol: 'tcp', fromPort: port, toPort: port });

/** An ending distinguishes load balancers and groups of callers from nodes and gateways, whose names have no `_`. */
export function partyId({ kind, name }: Party): string {
  return kind === 'tasks' ? name : `${name}_${kind === 'callers' ? 'callers' : 'lb'}`;
}

/** A node may be called `internet`, which here is also the word for unnamed addresses. */
export function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) === undefined ? id : freeId(scope, `${id}_too`);
}

/** Only characters that AWS takes in the description of a rule: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* */
export function say({ kind, name }: Party): string {
  return kind === 'tasks' ? name : `${kind === 'callers' ? 'any caller' : 'load balancer'} of ${name}`;
}

/** At most two names, since AWS takes 255 characters. */
export function sayNames(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} more`;
}
