/** The rule for IPv6 to an external node that may have any address. IPv4 has a rule of its own. */
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Construct } from 'constructs';
import { type AccessExit, ANYWHERE, ANYWHERE_IPV6 } from '../access';
import { leaveLast, partyId, say, sayNames, tcp } from './access-rules';

/** None if the external node has a security group, or a block, which is always IPv4. */
export function addIpv6Exit(scope: Construct, exit: AccessExit, group: SecurityGroup) {
  if ('group' in exit || exit.cidr !== ANYWHERE) return [];
  const { from, to, port } = exit;
  return [
    new VpcSecurityGroupEgressRule(scope, `${partyId(from)}_to_internet_ipv6_${port}`, {
      securityGroupId: group.id,
      ...tcp(port),
      cidrIpv6: ANYWHERE_IPV6,
      description: `${say(from)} calls ${sayNames(to)}`,
      lifecycle: leaveLast,
    }),
  ];
}
