import { builtTargets } from '../../lib/targets';
import { featureGroups } from '../../lib/targets/features';

const features: readonly string[] = Object.values(featureGroups).flat();
const cells = builtTargets().flatMap(({ name, capabilities }) =>
  Object.entries(capabilities).map(([feature, { note }]): [string, string, string] => [feature, name, note]),
);

it('names no feature twice', () => {
  expect(new Set(features).size).toBe(features.length);
});

it.each(builtTargets().map(({ name, capabilities }) => [name, capabilities] as const))(
  '%s has a line for each feature and for nothing else',
  (_, capabilities) => expect(Object.keys(capabilities).sort()).toEqual([...features].sort()),
);

it.each(cells)('%s on %s is told in one line without a table’s own sign', (_, _target, note) =>
  expect(note).toMatch(/^[^|\n]+$/),
);
