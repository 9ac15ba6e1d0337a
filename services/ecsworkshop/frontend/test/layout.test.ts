import { type Answer } from '../src/ask-backend';
import { layOut, SERVICE, WIDTH } from '../src/layout';

const hello = (name: string, zone: string): Answer => ({
  kind: 'hello',
  name,
  zone,
  commit: 'c0ffee',
  text: '',
});
const failure = (name: string): Answer => ({ kind: 'failure', name, reason: 'it answered 503' });
const layOutFor = (zone: string, ...answers: Answer[]) => layOut({ zone, commit: 'c0ffee', answers });
const bandsFor = (zone: string, ...answers: Answer[]) =>
  layOutFor(zone, ...answers).bands.map(({ kind, name }) => `${kind} ${name}`);

describe('the zones of the picture', () => {
  it.each<[string, Answer[], string[]]>([
    ['one, where all are in it', [hello('A', 'a'), hello('B', 'a')], ['zone a']],
    ['one for each, by name', [hello('B', 'c'), hello('A', 'b')], ['zone a', 'zone b', 'zone c']],
    ['after them, unknown', [hello('A', 'unknown'), hello('B', 'z')], ['zone a', 'zone z', 'unsure unknown']],
    [
      'last, who was not found',
      [failure('A'), hello('B', 'unknown'), failure('C')],
      ['zone a', 'unsure unknown', 'lost Nowhere to be found'],
    ],
    ['the frontend’s alone, where it calls nobody', [], ['zone a']],
    [
      'no mixture of a zone with a strange name and of who was not found',
      [failure('A'), hello('B', 'Nowhere to be found')],
      ['zone Nowhere to be found', 'zone a', 'lost Nowhere to be found'],
    ],
  ])('are %s', (_, answers, expected) => {
    expect(bandsFor('a', ...answers)).toEqual(expected);
  });

  it('are as many as there are', () => {
    const answers = Array.from({ length: 30 }, (_, index) => hello(`S${index}`, `zone-${index + 10}`));
    expect(bandsFor('zone-10', ...answers)).toHaveLength(30);
  });
});

describe('the picture', () => {
  const answers = [hello('A', 'a'), hello('B', 'a'), hello('C', 'b'), failure('D'), hello('E', 'unknown')];
  const { height, bands, services, calls } = layOutFor('a', ...answers);

  it('has every service once, in the box of its zone and in no other', () => {
    const boxes = services.map(({ name, y }) => {
      const within = bands.filter((band) => y > band.y && y + SERVICE.height < band.y + band.height);
      return `${name}: ${within.map((band) => band.name).join()}`;
    });
    expect(boxes).toEqual(['Frontend: a', 'A: a', 'B: a', 'C: b', 'E: unknown', 'D: Nowhere to be found']);
  });

  it('lays nothing over anything else', () => {
    const overlap = services.flatMap((one, index) =>
      services
        .slice(index + 1)
        .filter((other) => one.x === other.x && Math.abs(one.y - other.y) < SERVICE.height)
        .map((other) => `${one.name} and ${other.name}`),
    );
    expect(overlap).toEqual([]);
    expect(
      bands.slice(1).every((band, index) => band.y > (bands[index]?.y ?? 0) + (bands[index]?.height ?? 0)),
    ).toBe(true);
    expect(SERVICE.left + SERVICE.width).toBeLessThan(SERVICE.right);
    expect(SERVICE.right + SERVICE.width).toBeLessThan(WIDTH);
  });

  it('has a call from the frontend to each backend, found or not', () => {
    expect(calls.map(({ lost }) => lost)).toEqual([false, false, false, false, true]);
    expect(new Set(calls.map(({ from }) => from)).size).toBe(1);
    expect(new Set(calls.map(({ to }) => to)).size).toBe(5);
  });

  it('ends where the last zone ends', () => {
    const last = bands.at(-1);
    expect(height).toBe((last?.y ?? 0) + (last?.height ?? 0));
  });

  it('shortens a hash as Git does, and no other name of a commit', () => {
    const commit = '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678';
    const details = [commit, 'release-7'].map(
      (each) => layOut({ zone: 'a', commit: each, answers: [] }).services[0]?.detail,
    );
    expect(details).toEqual(['commit 1a2b3c4', 'commit release-7']);
  });
});
