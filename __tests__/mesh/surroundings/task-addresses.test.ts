import type { ServiceRunsDefinition } from '../../../lib/mesh/runs/runs';
import { aNode } from '../../../lib/testing';
import { problemsOf } from '../problems-of';

const withRuns = (
  runs: Partial<Omit<ServiceRunsDefinition, 'source' | 'image'>>,
  cidr = '10.0.0.0/26',
  zones = 2,
) => problemsOf({ network: { cidr, zones }, nodes: { web: aNode({ runs: { source: 'web', ...runs } }) } });

describe('the addresses of tasks', () => {
  // A /28 has 16 addresses, and AWS keeps five of each.
  it('are 22 in two subnets of /28', () => {
    expect(withRuns({ count: 22 })).toEqual([]);
    expect(withRuns({ count: 23 })).toEqual(['network [network-addresses]']);
  });

  it('are needed for as many tasks as scaling may start', () => {
    expect(withRuns({ scaling: { min: 1, max: 22, cpuPercent: 50 } })).toEqual([]);
    expect(withRuns({ scaling: { min: 1, max: 23, cpuPercent: 50 } })).toEqual([
      'network [network-addresses]',
    ]);
  });

  it('are those of all zones', () => {
    expect(withRuns({ count: 44 }, '10.0.0.0/25', 4)).toEqual([]);
    expect(withRuns({ count: 45 }, '10.0.0.0/25', 4)).toEqual(['network [network-addresses]']);
  });

  it('are 8,182 in the network that an application has by default', () => {
    expect(withRuns({ count: 5000 }, '10.0.0.0/16')).toEqual([]);
  });
});
