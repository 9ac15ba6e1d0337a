import { type Event, initialState, QUIET_MS, reduce, type State } from '../../page/src/state';

const NOON = Date.UTC(2026, 10, 22, 12);

const color = (value: string, at = NOON): Event => ({
  kind: 'answered',
  subject: 'color',
  answer: { kind: 'value', value },
  at,
});
const version = (value: string, at = NOON): Event => ({
  kind: 'answered',
  subject: 'version',
  answer: { kind: 'value', value },
  at,
});
const failure = (reason: string, at = NOON): Event => ({
  kind: 'answered',
  subject: 'color',
  answer: { kind: 'failure', reason },
  at,
});

const after = (...events: Event[]): State => events.reduce(reduce, initialState);
/** What is read out after each event; the same text twice is read out once. */
const readOut = (...events: Event[]): string[] =>
  events.map((_, index) => after(...events.slice(0, index + 1)).announcement.text);

describe('an answer', () => {
  it('of a color is shown and counted', () => {
    expect(after(color('red'), color('blue'))).toMatchObject({ color: 'blue', tally: ['red', 'blue'] });
  });

  it('of a version is shown and not counted', () => {
    expect(after(version('v1'))).toMatchObject({ version: 'v1', color: undefined, tally: [] });
  });
});

describe('a failure', () => {
  it('leaves the last color and the tally, and says since when and how often', () => {
    const state = after(
      color('red'),
      failure('answered 502', NOON + 1),
      failure('answered 504', NOON + 2),
      failure('could not be reached', NOON + 3),
    );
    expect(state).toMatchObject({ color: 'red', tally: ['red'] });
    expect(state.troubles.color).toEqual({ reason: 'could not be reached', since: NOON + 1, times: 3 });
  });

  it('ends with the next answer to the same request, and with no other', () => {
    expect(after(failure('answered 502'), version('v1')).troubles.color).toBeDefined();
    expect(after(failure('answered 502'), color('red')).troubles.color).toBeUndefined();
  });

  it('counts from the start when it comes again', () => {
    const state = after(
      failure('answered 502', NOON),
      color('red', NOON + 1),
      failure('answered 502', NOON + 2),
    );
    expect(state.troubles.color).toMatchObject({ since: NOON + 2, times: 1 });
  });
});

describe('what is read out', () => {
  it('is a color when it changes, not when it is told again', () => {
    expect(readOut(color('red', NOON), color('red', NOON + QUIET_MS))).toEqual([
      'The color is red.',
      'The color is red.',
    ]);
    expect(readOut(color('red', NOON), color('blue', NOON + QUIET_MS))).toEqual([
      'The color is red.',
      'The color is blue.',
    ]);
  });

  it('is one color in ten seconds, however often it changes', () => {
    const seconds = Array.from({ length: 23 }, (_, second) =>
      color(second % 2 === 0 ? 'red' : 'blue', NOON + second * 1_000),
    );
    const texts = readOut(...seconds);
    expect(texts.filter((text, index) => text !== texts[index - 1])).toEqual([
      'The color is red.',
      'The color is blue.',
      'The color is red.',
    ]);
  });

  it('is a color that stayed, once the ten seconds are over', () => {
    const [, ...later] = readOut(
      color('red', NOON),
      color('blue', NOON + QUIET_MS - 1),
      color('blue', NOON + QUIET_MS),
    );
    expect(later).toEqual(['The color is red.', 'The color is blue.']);
  });

  it('is the first failure in a row, and the recovery', () => {
    expect(readOut(color('red'), failure('answered 502'), failure('answered 503'), color('red'))).toEqual([
      'The color is red.',
      'The request for the color answered 502.',
      'The request for the color answered 502.',
      'The request for the color works again.',
    ]);
  });

  it('is each press of a button', () => {
    expect(readOut({ kind: 'paused' }, { kind: 'resumed' }, { kind: 'tally-reset' })).toEqual([
      'Paused.',
      'Asking again.',
      'The tally starts again.',
    ]);
  });
});

describe('the buttons', () => {
  it('pause and resume', () => {
    expect(after({ kind: 'paused' }).running).toBe(false);
    expect(after({ kind: 'paused' }, { kind: 'resumed' }).running).toBe(true);
  });

  it('empty the tally, and leave the color', () => {
    expect(after(color('red'), { kind: 'tally-reset' })).toMatchObject({ tally: [], color: 'red' });
  });
});

describe('reduce', () => {
  it('leaves the state it was given as it was', () => {
    const before = structuredClone(initialState);
    after(color('red'), failure('answered 502'), { kind: 'paused' });
    expect(initialState).toEqual(before);
  });
});
