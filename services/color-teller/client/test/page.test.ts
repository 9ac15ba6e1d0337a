/** The page's script against a document of three elements and a clock that the test turns. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

const script = readFileSync(path.join(__dirname, '../public/color-teller.js'), 'utf8');
const page = readFileSync(path.join(__dirname, '../public/index.html'), 'utf8');

type Answer = { readonly ok: boolean; readonly status: number; readonly json: () => Promise<object> };
const ok = (body: object): Answer => ({ ok: true, status: 200, json: async () => body });

/** Runs the script; `answer` is what a URL gives, `tick` lets the next round begin. */
async function open(answer: (url: string) => Answer | Promise<Answer>) {
  const elements = new Map<string, { textContent: string; style: Record<string, string> }>();
  const getElementById = (id: string) => {
    expect(page).toContain(`id="${id}"`);
    if (!elements.has(id)) elements.set(id, { textContent: '', style: {} });
    return elements.get(id);
  };
  const fetched: string[] = [];
  const rounds: { readonly run: () => void; readonly delayMs: number }[] = [];
  runInNewContext(script, {
    AbortSignal,
    document: { getElementById },
    fetch: async (url: string) => {
      fetched.push(url);
      return answer(url);
    },
    setTimeout: (run: () => void, delayMs: number) => rounds.push({ run, delayMs }),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const tick = () => {
    rounds.shift()?.run();
    return settle();
  };
  await settle();
  return { text: (id: string) => elements.get(id)?.textContent, elements, fetched, rounds, tick };
}

const healthy = (url: string) => ok(url.endsWith('version') ? { version: 'v1' } : { color: 'red' });

describe('the page', () => {
  it('shows the colour and the version, asked for by relative URLs', async () => {
    const { text, elements, fetched } = await open(healthy);
    expect(fetched).toEqual(['gateway/color/color', 'gateway/version']);
    expect([text('color'), text('version'), text('error')]).toEqual(['red', 'v1', '']);
    expect(elements.get('swatch')?.style.backgroundColor).toBe('red');
  });

  it('asks again 5 s after the answers', async () => {
    const { fetched, rounds, tick } = await open(healthy);
    expect(rounds.map(({ delayMs }) => delayMs)).toEqual([5_000]);
    await tick();
    expect(fetched).toHaveLength(4);
  });

  it('does not ask again before it has been answered', async () => {
    const { fetched, rounds } = await open(() => new Promise<Answer>(() => {}));
    expect([fetched.length, rounds.length]).toEqual([2, 0]);
  });

  it('shows what failed, keeps the last colour, and recovers', async () => {
    let answer: (url: string) => Answer = healthy;
    const { text, tick } = await open((url) => answer(url));
    answer = () => ({ ok: false, status: 502, json: async () => ({}) });
    await tick();
    expect(text('error')).toBe('The color may be out of date: gateway/color/color answered 502.');
    expect(text('color')).toBe('red');
    answer = healthy;
    await tick();
    expect(text('error')).toBe('');
  });
});
