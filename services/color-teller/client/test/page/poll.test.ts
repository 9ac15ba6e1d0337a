import { poll } from '../../page/src/poll';

/** A poll whose answers the test gives. */
function started() {
  const waiting: { readonly answer: (text: string) => void; readonly ended: AbortSignal }[] = [];
  const heard: string[] = [];
  const stop = poll<string>({
    ask: (ended) => new Promise((answer) => waiting.push({ answer, ended })),
    heard: (text) => heard.push(text),
    pauseMs: (text) => (text === 'no' ? 2_000 : 1_000),
  });
  const answer = async (text: string) => {
    waiting.at(-1)?.answer(text);
    await jest.advanceTimersByTimeAsync(0);
  };
  return { heard, stop, answer, asked: () => waiting.length, isEnded: () => waiting.at(-1)?.ended.aborted };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('poll', () => {
  it('asks at once, and again a pause after the answer', async () => {
    const { asked, answer, heard } = started();
    expect(asked()).toBe(1);
    await answer('red');
    await jest.advanceTimersByTimeAsync(999);
    expect(asked()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect([asked(), heard]).toEqual([2, ['red']]);
  });

  it('pauses for as long as the answer says', async () => {
    const { asked, answer } = started();
    await answer('no');
    await jest.advanceTimersByTimeAsync(1_999);
    expect(asked()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked()).toBe(2);
  });

  it('does not ask while a request is on its way, however long that takes', async () => {
    const { asked } = started();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(asked()).toBe(1);
  });

  it('asks nothing more once it is stopped', async () => {
    const { asked, answer, stop } = started();
    await answer('red');
    stop();
    await jest.advanceTimersByTimeAsync(10_000);
    expect([asked(), jest.getTimerCount()]).toEqual([1, 0]);
  });

  it('ends the request that is on its way when it is stopped, and hears no answer to it', async () => {
    const { asked, answer, heard, isEnded, stop } = started();
    stop();
    expect(isEnded()).toBe(true);
    await answer('red');
    expect([asked(), heard, jest.getTimerCount()]).toEqual([1, [], 0]);
  });
});
