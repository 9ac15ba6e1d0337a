/** How private subnets reach the internet: NAT gateways, and the routes to them. */
import { Eip } from '@cdktf/provider-aws/lib/eip';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { Construct } from 'constructs';
import type { NatMode } from '../../mesh/surroundings/own-network';
import { addRouteTable, associate, type RouteTableProps } from './route-table';
import type { ZoneSubnet } from './zone-subnets';

export interface NatGatewaysProps {
  readonly vpcId: string;
  /** Start of every Name tag. */
  readonly name: string;
  readonly nat: NatMode;
  readonly publicSubnets: readonly ZoneSubnet[];
  readonly privateSubnets: readonly ZoneSubnet[];
  readonly internet: InternetGateway;
  readonly ipv6Way?: RouteTableProps['ipv6Way'];
}

/**
 * The gateway of the first zone is the same resource with one gateway as with one in each zone. So its public address,
 * which partners may have on a list, stays when the others come or go.
 * @returns the route tables of the private subnets
 */
export function addNatGateways(scope: Construct, props: NatGatewaysProps): RouteTable[] {
  const { vpcId, name, nat, privateSubnets, ipv6Way } = props;
  const ways = ipv6Way && { ipv6Way };
  const own = nat === 'zone' ? privateSubnets.slice(1) : [];
  const associations = new Construct(scope, 'private');
  const first = nat === 'none' ? undefined : addFirst(scope, props);
  const table = addRouteTable(associations, { vpcId, name: `${name}-private`, ...leadingTo(first), ...ways });
  associate(
    associations,
    table,
    privateSubnets.filter((subnet) => !own.includes(subnet)),
  );
  return [
    table,
    ...own.map((subnet) => {
      const way = leadingTo(addOther(scope, subnet.letter, props));
      const ofZone = addRouteTable(subnet.scope, {
        vpcId,
        name: `${name}-private-${subnet.letter}`,
        ...way,
        ...ways,
      });
      associate(associations, ofZone, [subnet]);
      return ofZone;
    }),
  ];
}

const leadingTo = (gateway: NatGateway | undefined) =>
  gateway === undefined ? {} : { way: { natGatewayId: gateway.id } };

function addFirst(scope: Construct, { name, publicSubnets, internet }: NatGatewaysProps): NatGateway {
  const address = new Eip(scope, 'nat', {
    domain: 'vpc',
    tags: { Name: `${name}-nat` },
    dependsOn: [internet],
  });
  return new NatGateway(scope, 'NatGateway', {
    allocationId: address.id,
    subnetId: publicSubnets[0]?.subnet.id ?? '',
    tags: { Name: name },
    dependsOn: [internet],
  });
}

function addOther(
  scope: Construct,
  letter: string,
  { name, publicSubnets, internet }: NatGatewaysProps,
): NatGateway {
  const own = new Construct(scope, `nat_${letter}`);
  const address = new Eip(own, 'Address', {
    domain: 'vpc',
    tags: { Name: `${name}-nat-${letter}` },
    dependsOn: [internet],
  });
  return new NatGateway(own, 'NatGateway', {
    allocationId: address.id,
    subnetId: publicSubnets.find((each) => each.letter === letter)?.subnet.id ?? '',
    tags: { Name: `${name}-${letter}` },
    dependsOn: [internet],
  });
}
