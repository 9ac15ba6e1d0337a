import { aMesh } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';

interface Range {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** The addresses of a block as numbers. */
function rangeOf(name: string, cidr: string): Range {
  const [address = '', bits = ''] = cidr.split('/');
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { name, first, last: first + 2 ** (32 - Number(bits)) - 1 };
}

const subnets = (zones: number, cidr: string): Range[] => {
  const network = synthApplications([aMesh({ network: { zones, cidr } })]).stack('dev-shop-network');
  return Object.entries(resourcesOf(network, 'aws_subnet')).map(([name, { cidr_block }]) =>
    rangeOf(name, String(cidr_block)),
  );
};

describe.each([2, 3, 4, 5, 6])('the subnets of %i zones', (zones) => {
  it('lie in the VPC and do not overlap', () => {
    const cidr = '172.31.0.0/16';
    const whole = rangeOf('vpc', cidr);
    const sorted = subnets(zones, cidr).sort((a, b) => a.first - b.first);
    expect(sorted).toHaveLength(2 * zones);
    expect(sorted.filter(({ first, last }) => first < whole.first || last > whole.last)).toEqual([]);
    expect(sorted.filter(({ first }, index) => index > 0 && first <= (sorted[index - 1]?.last ?? 0))).toEqual(
      [],
    );
  });

  it('stay where they are when a zone is added', () => {
    if (zones === 6) return;
    expect(subnets(zones + 1, '10.0.0.0/16')).toEqual(expect.arrayContaining(subnets(zones, '10.0.0.0/16')));
  });
});

describe('a subnet', () => {
  it('has 4,096 addresses, the public ones in the first half of the block, the private ones in the second', () => {
    const half = rangeOf('second half', '10.0.128.0/17');
    for (const { name, first, last } of subnets(2, '10.0.0.0/16')) {
      expect(last - first + 1).toBe(4096);
      expect(first >= half.first).toBe(name.startsWith('private'));
    }
  });
});
