// The page of color-teller as a visitor has it: built as for the image, served by the real client, in a tab of Chromium.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const CLIENT = join(__dirname, '..', '..', 'services', 'color-teller', 'client');
const VITE = join(CLIENT, '..', '..', '..', 'node_modules', 'vite', 'bin', 'vite.js');

export const source = (service: string): string => join(CLIENT, '..', service, 'src', 'main.ts');

/** As `npm run build` does it, but for the folder. */
export async function buildPage(folder: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' }; // Jest's is `test`, which gets React's development build.
  await promisify(execFile)(process.execPath, [VITE, 'build', '--outDir', folder], { cwd: CLIENT, env });
}

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: an error of the page, or what the Content-Security-Policy forbade. */
  readonly complaints: readonly string[];
  /** Everything that a screen reader would have read out by itself. */
  readonly readOut: () => Promise<readonly string[]>;
  /** When no request is on its way. */
  readonly settled: () => Promise<void>;
}

/** A tab whose clock stands still until the test turns it. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // An answer such as 502 is a complaint about the backend, which is what some tests are about.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    complaints.push(message.text());
  });
  await page.addInitScript(WATCH);
  await page.clock.install({ time: '2026-11-22T10:14:00Z' });
  await page.clock.pauseAt('2026-11-22T10:14:03Z');
  await page.goto(url);
  const settled = async () => void (await page.waitForFunction(() => onTheirWay === 0));
  return { page, complaints, settled, readOut: () => page.evaluate(() => readOut) };
}

// What WATCH leaves in the scope of the page; a function given to `evaluate` runs there.
declare const onTheirWay: number;
declare const readOut: readonly string[];

/** Runs before the page does. */
const WATCH = `
  globalThis.onTheirWay = 0;
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    globalThis.onTheirWay += 1;
    try {
      return await fetch(...request);
    } finally {
      globalThis.onTheirWay -= 1;
    }
  };
  globalThis.readOut = [];
  new MutationObserver(() => {
    const text = document.querySelector('[role=status]')?.textContent ?? '';
    if (text !== (globalThis.readOut.at(-1) ?? '')) globalThis.readOut.push(text);
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** The rows of the tally: color, answers, share. */
export async function tallyOf(page: Page): Promise<string[]> {
  const rows = await page.locator('tbody').getByRole('row').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.getByRole('cell').or(row.getByRole('rowheader')).allTextContents()).join(' '),
    ),
  );
}
