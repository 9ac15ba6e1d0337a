/** HTTPS from a task to others: images, logs and AWS APIs need it. */
import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import {
  VpcSecurityGroupEgressRule,
  type VpcSecurityGroupEgressRuleConfig,
} from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { Construct } from 'constructs';
import { closedNetwork, hasIpv6, type Network } from '../../mesh/surroundings/network';
import { ANYWHERE, ANYWHERE_IPV6, HTTPS_PORT, type Party } from '../access';
import { endpointName, vpcEndpoints } from '../vpc-endpoints';
import { leaveLast, partyId, say, tcp } from './access-rules';

export interface HttpsOutProps {
  readonly network: Network;
  readonly region: string;
  readonly group: SecurityGroup;
}

/** The other end of a rule, in the provider's words. */
type Addresses = Pick<VpcSecurityGroupEgressRuleConfig, 'cidrIpv4' | 'cidrIpv6' | 'prefixListId'>;

/** Anywhere. If the network has no way to the internet: its endpoints, and the services that its routes lead to. */
export function addHttpsOut(scope: Construct, party: Party, props: HttpsOutProps) {
  const { network, region, group } = props;
  const add = (where: string, to: Addresses, what: string) =>
    new VpcSecurityGroupEgressRule(scope, `${partyId(party)}_to_${where}_${HTTPS_PORT}`, {
      securityGroupId: group.id,
      ...tcp(HTTPS_PORT),
      ...to,
      description: `${say(party)} calls ${what}`,
      lifecycle: leaveLast,
    });
  const ipv6 = hasIpv6(network) ? [add('internet_ipv6', { cidrIpv6: ANYWHERE_IPV6 }, 'APIs over IPv6')] : [];
  const closed = closedNetwork(network);
  if (closed === undefined)
    return [add('internet', { cidrIpv4: ANYWHERE }, 'AWS APIs and image registries'), ...ipv6];
  return [
    ...ipv6,
    // The `_` distinguishes the network from a node of this name.
    add('own_network', { cidrIpv4: closed.cidr }, 'VPC endpoints'),
    ...vpcEndpoints(closed, []).gateways.map((service) =>
      add(`endpoint_${service}`, { prefixListId: prefixListOf(scope, service, region) }, service),
    ),
  ];
}

/** The addresses of a service that a route leads to. AWS keeps them in a prefix list. */
function prefixListOf(scope: Construct, service: string, region: string): string {
  const id = `endpoint_${service}`;
  const known = scope.node.tryFindChild(id);
  if (known instanceof DataAwsEc2ManagedPrefixList) return known.id;
  return new DataAwsEc2ManagedPrefixList(scope, id, { name: endpointName(service, region) }).id;
}
