import { answersText, failuresText, timeText, troubleSentence } from '../../page/src/wording';

describe('the words of the page', () => {
  it.each([
    [0, 'No answers yet'],
    [1, 'The last answer'],
    [2, 'The last 2 answers'],
    [100, 'The last 100 answers'],
  ])('%i answers: %s', (count, text) => expect(answersText(count)).toBe(text));

  it.each([
    [1, 'once'],
    [2, 'twice in a row'],
    [3, '3 times in a row'],
  ])('%i: %s', (times, text) => expect(failuresText(times)).toBe(text));

  it('a time has seconds', () => {
    expect(timeText(Date.UTC(2026, 10, 22, 10, 14, 3))).toMatch(/\d\d\D14\D03/);
  });

  it('a sentence has one full stop, whatever the service wrote', () => {
    expect(troubleSentence('color', 'answered 502: No way.')).toBe(
      'The request for the color answered 502: No way.',
    );
  });
});
