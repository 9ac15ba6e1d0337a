import { ask, LIMIT_MS } from '../../page/src/ask';
import { questions } from '../../page/src/questions';

/** What `ask` makes of an answer of the network. */
function asked(
  fetched: (url: string, init: RequestInit) => Promise<Response>,
  ended = new AbortController(),
) {
  jest.spyOn(globalThis, 'fetch').mockImplementation(fetched as typeof fetch);
  return ask(questions.color, ended.signal);
}

const answers = (body: string, status = 200) => asked(async () => new Response(body, { status }));

/** As fetch does: silent, until the request is given up. */
const silence = (_url: string, { signal }: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('the questions', () => {
  it('are asked at relative URLs, so that the page works under any path', () => {
    expect(Object.values(questions).map(({ url }) => url)).toEqual([
      'gateway/color/color',
      'gateway/version',
    ]);
  });
});

describe('ask', () => {
  it('gives the value, past every cache', async () => {
    expect(await answers('{"color":"red"}')).toEqual({ kind: 'value', value: 'red' });
    expect(fetch).toHaveBeenCalledWith('gateway/color/color', expect.objectContaining({ cache: 'no-store' }));
  });

  it.each([
    ['a status and what the service says of it', 502, '{"description":"No way."}', 'answered 502: No way.'],
    ['a status alone where a proxy says something of its own', 503, 'upstream error', 'answered 503'],
    ['no JSON', 200, '<html>', 'answered without a color'],
    ['JSON without the field', 200, '{"colour":"red"}', 'answered without a color'],
    ['a field that is no text', 200, '{"color":7}', 'answered without a color'],
    ['an empty field', 200, '{"color":" "}', 'answered without a color'],
    ['no object', 200, 'null', 'answered without a color'],
  ])('takes %s for a failure', async (_, status, body, reason) => {
    expect(await answers(body, status)).toEqual({ kind: 'failure', reason });
  });

  it('takes a network that fails for a failure', async () => {
    const refused = async () => Promise.reject(new TypeError('fetch failed'));
    expect(await asked(refused)).toEqual({ kind: 'failure', reason: 'could not be reached' });
  });

  it('gives up after five seconds, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    const answer = asked(silence);
    await jest.advanceTimersByTimeAsync(LIMIT_MS);
    expect(await answer).toEqual({ kind: 'failure', reason: 'did not answer within 5 s' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends when the page ends it', async () => {
    jest.useFakeTimers();
    const ended = new AbortController();
    const answer = asked(silence, ended);
    ended.abort();
    expect((await answer).kind).toBe('failure');
    expect(jest.getTimerCount()).toBe(0);
  });
});
