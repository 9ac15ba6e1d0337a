import { join } from 'node:path';
import { missingFeatures } from '../../lib/targets/missing-features';
import { renderCapabilitiesTable } from '../../lib/targets/capabilities-table';
import { expectGolden } from '../support/golden-files';
import { read } from './documents';

it('docs/targets.md says what the columns of lib/targets say', () => {
  expectGolden(join(__dirname, '..', '..', 'docs', 'targets.md'), renderCapabilitiesTable());
});

it('docs/not-yet.md names every feature that docs/targets.md calls missing', () => {
  const named = [...read('docs/not-yet.md').matchAll(/^\| (.*?) *\|/gm)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  expect(Object.keys(missingFeatures).filter((name) => !named.includes(name))).toEqual([]);
});
