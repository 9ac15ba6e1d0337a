import { join } from 'node:path';
import { renderCapabilitiesTable } from '../../lib/targets/capabilities-table';
import { expectGolden } from '../support/golden-files';

it('docs/targets.md says what lib/targets/capabilities.ts says', () => {
  expectGolden(join(__dirname, '..', '..', 'docs', 'targets.md'), renderCapabilitiesTable());
});
