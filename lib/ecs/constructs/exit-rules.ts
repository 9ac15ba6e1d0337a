/** The rules of security groups that let tasks reach external nodes. */
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { type AccessExit, type AddressExit, ANYWHERE, type GroupExit } from '../access';
import { freeId, type GroupOf, leaveLast, partyId, say, sayNames, tcp } from './access-rules';
import { referenceId, type References } from './references';

export interface ExitRuleProps {
  readonly groupOf: GroupOf;
  readonly references: References;
}

export function addExitRules(scope: Construct, exit: AccessExit, { groupOf, references }: ExitRuleProps) {
  return 'group' in exit
    ? addGroupRules(scope, exit, { groupOf, references })
    : [addAddressRule(scope, exit, groupOf)];
}

/**
 * The address of the rule has the addresses that it opens. A rule is created before its predecessor is deleted, and AWS
 * refuses the same rule a second time, also if it is named after another node.
 */
function addAddressRule(scope: Construct, exit: AddressExit, groupOf: GroupOf) {
  const { from, port, cidr } = exit;
  const where = cidr === ANYWHERE ? 'internet' : cidr.replace(/[./]/g, '_');
  return new VpcSecurityGroupEgressRule(scope, freeId(scope, `${partyId(from)}_to_${where}_${port}`), {
    ...tcp(port),
    securityGroupId: groupOf(from).id,
    cidrIpv4: cidr,
    description: describe(exit),
    lifecycle: leaveLast,
  });
}

/** A way out of the caller's group and, if wanted, a way into the other group, which is not ours. */
function addGroupRules(scope: Construct, exit: GroupExit, { groupOf, references }: ExitRuleProps) {
  const { from, port, group } = exit;
  const [own, other] = [groupOf(from).id, references.find(group.id, 'security-group')];
  const rule = { ...tcp(port), description: describe(exit), lifecycle: leaveLast };
  const where = `group_${referenceId(group.id)}`;
  const out = new VpcSecurityGroupEgressRule(scope, freeId(scope, `${partyId(from)}_to_${where}_${port}`), {
    ...rule,
    securityGroupId: own,
    referencedSecurityGroupId: other,
  });
  if (!group.addRule) return [out];
  const into = new VpcSecurityGroupIngressRule(
    scope,
    freeId(scope, `${where}_from_${partyId(from)}_${port}`),
    { ...rule, securityGroupId: other, referencedSecurityGroupId: own },
  );
  return [into, out];
}

const describe = ({ from, to }: AccessExit) => `${say(from)} calls ${sayNames(to)}`;
