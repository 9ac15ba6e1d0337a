/** The rules of security groups: one pair for each edge of the access, one rule for each way in. */
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformIterator, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { NetworkBlocks } from './placed-network';
import type { AccessEdge, AccessInnerDoor, Party } from '../access';

/** A rule that is no longer declared stays until the tasks that need it have started to drain. */
export const leaveLast = { createBeforeDestroy: true };

export type GroupOf = (party: Party) => SecurityGroup;

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

/** The ending `_lb` distinguishes load balancers from nodes and gateways, whose names have no `_`. */
export function partyId({ kind, name }: Party): string {
  return kind === 'load-balancer' ? `${name}_lb` : name;
}

/** A node may be called `internet`, which here is also the word for unnamed addresses. */
export function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) === undefined ? id : freeId(scope, `${id}_too`);
}

/** Only characters that AWS takes in the description of a rule: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* */
export function say({ kind, name }: Party): string {
  return kind === 'load-balancer' ? `load balancer of ${name}` : name;
}

/** At most two names, since AWS takes 255 characters. */
export function sayNames(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} more`;
}
