import { join } from 'node:path';
import { describeStacks, formatStacks } from '../../../lib/commands/stacks/stack-table';
import { readProject } from '../../../lib/project';
import { shippedApplications } from '../../support/shipped';

const root = join(__dirname, '..', '..', '..');
const stacks = describeStacks(readProject({ root, sources: shippedApplications, environment: {} }).stacks);

describe('npm run list', () => {
  it('prints the stacks in the order of deployment, and what each reads', () => {
    expect(formatStacks(stacks)).toBe(
      [
        'state',
        'dev-color-teller-network',
        'dev-color-teller-registry',
        'dev-color-teller           reads dev-color-teller-network, dev-color-teller-registry',
        'dev-ecsworkshop-network',
        'dev-ecsworkshop-registry',
        'dev-ecsworkshop-platform   reads dev-ecsworkshop-network',
        'dev-ecsworkshop-crystal    reads dev-ecsworkshop-network, dev-ecsworkshop-platform, dev-ecsworkshop-registry',
        'dev-ecsworkshop-nodejs     reads dev-ecsworkshop-network, dev-ecsworkshop-platform, dev-ecsworkshop-registry',
        'dev-ecsworkshop-frontend   reads dev-ecsworkshop-network, dev-ecsworkshop-platform, dev-ecsworkshop-registry',
      ].join('\n'),
    );
  });

  it('has the same for scripts', () => {
    expect(stacks[0]).toEqual({ name: 'state', part: 'state', reads: [] });
    expect(stacks[1]).toEqual({
      name: 'dev-color-teller-network',
      part: 'network',
      application: 'color-teller',
      stage: 'dev',
      reads: [],
    });
  });
});
