/** The test of how long validation takes, for one size of mesh. */
import { isSound, mistakes, soundMesh, timesOf } from './validation-time';

export function testValidationTime(size: number, patienceMs: number): void {
  const sound = soundMesh(size);

  it('a mesh of that size is sound without a mistake', () => {
    expect(isSound(sound)).toBe(true);
  });

  it.each(Object.entries(mistakes))(
    '%s',
    (_, mistake) => {
      const wrong = mistake(size);
      expect(isSound(wrong)).toBe(false);
      const times = timesOf(sound, wrong);
      expect(times.wrong).toBeLessThan(2 * times.sound);
    },
    patienceMs,
  );
}
