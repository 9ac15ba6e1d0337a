/** What is wrong with every place of a mesh is found in at most twice the time of a sound mesh of the same size. */
import { counts } from '../../lib/mesh/checks/limits';
import {
  inStacks,
  isSound,
  stackMistakes,
  mistakes,
  routeMesh,
  routeMistakes,
  soundMesh,
  timesOf,
} from './validation-time';

const PATIENCE_MS = 60_000;
const SERVICES = counts.services.max;

const meshes = [
  { size: `${SERVICES} services`, sound: soundMesh(SERVICES), wrong: mistakes },
  { size: `${SERVICES} stacks`, sound: inStacks(SERVICES), wrong: stackMistakes },
  { size: `${counts.serviceRoutes.max} routes a service`, sound: routeMesh(), wrong: routeMistakes },
];

describe.each(meshes)('a mesh of $size', ({ sound, wrong }) => {
  it('is sound without a mistake', () => {
    expect(isSound(sound)).toBe(true);
  });

  it.each(Object.entries(wrong))(
    'with a mistake: %s',
    (_, mistake) => {
      const parts = mistake(SERVICES);
      expect(isSound(parts)).toBe(false);
      const times = timesOf(sound, parts);
      expect(times.wrong).toBeLessThan(2 * times.sound);
    },
    PATIENCE_MS,
  );
});

it('a list that is too long is refused without a look at its members', () => {
  const routes = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`r${index}`, { targets: { web: 1 } }]),
  );
  const long = { ...routeMesh(), services: { web: { routes } } };
  expect(isSound(long)).toBe(false);
  const times = timesOf(routeMesh(), long);
  expect(times.wrong).toBeLessThan(2 * times.sound);
});
