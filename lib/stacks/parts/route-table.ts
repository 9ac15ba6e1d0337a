/** A route table: where packets go that leave the network. */
import { Route, type RouteConfig } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import type { Construct } from 'constructs';
import type { ZoneSubnet } from './zone-subnets';

export interface RouteTableProps {
  readonly vpcId: string;
  /** Its Name tag. */
  readonly name: string;
  /** Where packets to the internet go. @default - nowhere */
  readonly way?: Pick<RouteConfig, 'gatewayId' | 'natGatewayId'>;
  /** The same for IPv6. @default - nowhere */
  readonly ipv6Way?: Pick<RouteConfig, 'gatewayId' | 'egressOnlyGatewayId'>;
}

/** @param scope `public`, `private`, or that of a zone: `private_b` */
export function addRouteTable(scope: Construct, { vpcId, name, way, ipv6Way }: RouteTableProps): RouteTable {
  const table = new RouteTable(scope, 'RouteTable', { vpcId, tags: { Name: name } });
  if (way)
    new Route(scope, 'internet', { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', ...way });
  if (ipv6Way)
    new Route(scope, 'internet_ipv6', {
      routeTableId: table.id,
      destinationIpv6CidrBlock: '::/0',
      ...ipv6Way,
    });
  return table;
}

/** @param scope `public` or `private`, so that a subnet keeps its address when it gets another table */
export function associate(scope: Construct, table: RouteTable, subnets: readonly ZoneSubnet[]): void {
  for (const { letter, subnet } of subnets)
    new RouteTableAssociation(scope, letter, { routeTableId: table.id, subnetId: subnet.id });
}
