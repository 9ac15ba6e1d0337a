import { TARGETS } from '../../lib/mesh/target';
import {
  type Capability,
  capabilities,
  type Capabilities,
  placedTargets,
} from '../../lib/targets/capabilities';
import { validateTarget } from '../../lib/targets/validate-for-target';

const cells = Object.entries<Capabilities>(capabilities).flatMap(([feature, by]) =>
  TARGETS.map((target): [string, string, Capability] => [feature, target, by[target]]),
);

it('says of every feature what every target makes of it, and how', () => {
  const silent = cells.filter(([, , { support, note }]) => (note === '') !== (support === 'not built'));
  expect(silent).toEqual([]);
});

it('calls a target not built as a whole, as the project does', () => {
  const notBuilt = TARGETS.filter((target) => validateTarget(target).length > 0);
  expect(TARGETS.filter((target) => !placedTargets.has(target))).toEqual(notBuilt);
  const empty = cells.filter(([, , { support }]) => support === 'not built').map(([, target]) => target);
  expect([...new Set(empty)].filter((target) => !notBuilt.some((each) => each === target))).toEqual([]);
});

it.each(cells.filter(([, , { support }]) => support !== 'not built'))(
  '%s on %s is told in one line without a table’s own sign',
  (_, _target, { note }) => expect(note).toMatch(/^[^|\n]+$/),
);
