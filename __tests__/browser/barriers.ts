// Barriers that keep a person from using a page, as axe sees them.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page: contrast, names, roles, order of headings and more. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  let isDone = false;
  const run = page.evaluate(async () => (await axe.run()).violations).finally(() => (isDone = true));
  while (!isDone) await page.clock.runFor(1); // axe waits by the clock of the page, which stands still.
  return (await run).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

// The scope of the page: a function given to `evaluate` runs there.
declare const axe: { run(): Promise<{ violations: readonly Violation[] }> };
