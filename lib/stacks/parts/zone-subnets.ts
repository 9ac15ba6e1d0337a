/** The subnets of a VPC: a public and a private one in each zone. */
import type { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { OwnNetwork } from '../../mesh/surroundings/own-network';
import { subnetBlocks } from '../../mesh/surroundings/subnets';

export interface ZoneSubnet {
  /** `a`, `b`, …: the project's own letters, since an account's zone names are known only at deploy. */
  readonly letter: string;
  /** What belongs to this subnet alone stands in it: `private_b`. */
  readonly scope: Construct;
  readonly subnet: Subnet;
}

export interface SubnetPlace {
  readonly network: OwnNetwork;
  /** Start of every Name tag. */
  readonly name: string;
  readonly vpcId: string;
  readonly zones: DataAwsAvailabilityZones;
  /** The /56 of the VPC, which Amazon chooses. */
  readonly ipv6Block: string;
}

export function addSubnets(vpc: Construct, kind: 'public' | 'private', place: SubnetPlace): ZoneSubnet[] {
  const { vpcId, name, network, zones } = place;
  return subnetBlocks(network)[kind].map((cidrBlock, index) => {
    const letter = zoneLetter(index);
    const own = new Construct(vpc, `${kind}_${letter}`);
    const subnet = new Subnet(own, 'Subnet', {
      vpcId,
      cidrBlock,
      // A cast, since cdktf types every function of Terraform's as `any`.
      availabilityZone: Fn.element(zones.names, index) as string,
      mapPublicIpOnLaunch: false,
      ...(network.ipv6 && ipv6Of(kind, index, place)),
      tags: { Name: `${name}-${kind}-${letter}` },
      // A new zone of AWS shifts the list, and a subnet cannot move.
      lifecycle: { ignoreChanges: ['availability_zone'] },
    });
    return { letter, scope: own, subnet };
  });
}

export const zoneLetter = (index: number) => 'abcdef'.charAt(index);

/** One of the 256 blocks of /64, so that a subnet keeps its own when zones are added. */
function ipv6Of(kind: 'public' | 'private', index: number, { ipv6Block }: SubnetPlace) {
  const number = (kind === 'public' ? 0 : 128) + index;
  return {
    // A cast, since cdktf types every function of Terraform's as `any`.
    ipv6CidrBlock: Fn.cidrsubnet(ipv6Block, 8, number) as string,
    assignIpv6AddressOnCreation: true,
  };
}
