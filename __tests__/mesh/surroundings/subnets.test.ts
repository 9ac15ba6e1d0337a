import { holds, readBlock } from '../../../lib/mesh/surroundings/address-block';
import { subnetBlocks, subnetPrefix } from '../../../lib/mesh/surroundings/subnets';

describe('the subnets of a network', () => {
  it('are /20 blocks of a /16, however many zones: public ones in the first half, private ones in the second', () => {
    expect(subnetBlocks({ cidr: '10.0.0.0/16', zones: 2 })).toEqual({
      public: ['10.0.0.0/20', '10.0.16.0/20'],
      private: ['10.0.128.0/20', '10.0.144.0/20'],
    });
    expect(subnetBlocks({ cidr: '172.20.0.0/16', zones: 6 }).private.at(-1)).toBe('172.20.208.0/20');
  });

  it('of a /25 in two zones are the four /27 that Application Load Balancers want', () => {
    expect(subnetBlocks({ cidr: '10.9.1.128/25', zones: 2 })).toEqual({
      public: ['10.9.1.128/27', '10.9.1.160/27'],
      private: ['10.9.1.192/27', '10.9.1.224/27'],
    });
  });

  it.each([
    [16, 2, 20],
    [16, 6, 20],
    [23, 2, 27],
    [23, 6, 27],
    // Sixteen would be smaller than /27.
    [24, 2, 26],
    [24, 3, 27],
    [24, 4, 27],
    [24, 5, 28],
    [25, 2, 27],
    [25, 3, 28],
    [25, 5, 29],
    [26, 2, 28],
    [26, 3, 29],
  ])('of a /%i in %i zones are /%i', (prefix, zones, expected) => {
    expect(subnetPrefix({ cidr: `10.0.0.0/${prefix}`, zones })).toBe(expected);
  });

  const all = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26].flatMap((prefix) =>
    [2, 3, 4, 5, 6].map((zones): [string, number] => [`10.0.0.0/${prefix}`, zones]),
  );
  it.each(all)('of %s in %i zones lie in it and do not overlap', (cidr, zones) => {
    const blocks = subnetBlocks({ cidr, zones });
    const texts = [...blocks.public, ...blocks.private];
    const read = [cidr, ...texts].map(readBlock).filter((block) => block !== undefined);
    expect(read).toHaveLength(1 + 2 * zones);
    const [whole = { first: 0, prefix: 0 }, ...subnets] = read;
    expect(subnets.filter((subnet) => !holds(whole, subnet))).toEqual([]);
    expect(subnets.filter((one) => subnets.some((other) => other !== one && holds(one, other)))).toEqual([]);
  });
});
