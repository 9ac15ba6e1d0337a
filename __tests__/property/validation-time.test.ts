/** What is wrong with 500 places is found in at most twice the time of a sound mesh. */
import { isSound, mistakes, soundMesh, timesOf } from './validation-time';

const SIZE = 500;
const sound = soundMesh(SIZE);

it('a mesh of that size is sound without a mistake', () => {
  expect(isSound(sound)).toBe(true);
});

it.each(Object.entries(mistakes))(
  '%s',
  (_, mistake) => {
    const wrong = mistake(SIZE);
    expect(isSound(wrong)).toBe(false);
    const times = timesOf(sound, wrong);
    expect(times.wrong).toBeLessThan(2 * times.sound);
  },
  30_000,
);
