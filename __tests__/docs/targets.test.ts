import { join } from 'node:path';
import { renderCapabilitiesTable } from '../../lib/targets/capabilities-table';
import { expectGolden } from '../support/golden-files';

it('docs/targets.md says what the columns of lib/targets say', () => {
  expectGolden(join(__dirname, '..', '..', 'docs', 'targets.md'), renderCapabilitiesTable());
});
