import { join } from 'node:path';
import { renderCapabilitiesTable } from '../../lib/render/capabilities-table';
import { expectGolden } from '../support/golden-files';

it('docs/targets.md says what lib/render/capabilities.ts says', () => {
  expectGolden(join(__dirname, '..', '..', 'docs', 'targets.md'), renderCapabilitiesTable());
});
