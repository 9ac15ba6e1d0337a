/** What a visitor of color-teller sees, hears and can do; pictures of it are in .cache/artefacts/. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { killAll, type Running, start } from '../../services/http-service/test/testing';
import { describeWithChromium, launchChromium } from '../support/chromium';
import { barriers } from './barriers';
import { buildPage, source, tallyOf, visit, type Visit } from './color-teller-page';
import { type FakeMesh, startFakeMesh, type Target } from './fake-mesh';
import { until } from './until';

const ARTEFACTS = join(__dirname, '..', '..', '.cache', 'artefacts');
jest.setTimeout(60_000);

const WIDE = { viewport: { width: 1024, height: 900 } };
const NARROW_AND_DARK: BrowserContextOptions = {
  viewport: { width: 320, height: 900 },
  colorScheme: 'dark',
};

describeWithChromium('the page of color-teller', () => {
  const folder = mkdtempSync(join(tmpdir(), 'color-teller-page-'));
  const visits: Visit[] = [];
  let browser: Browser;
  let mesh: FakeMesh;
  let red: Running;
  let blue: Running;
  let client: Running;

  beforeAll(async () => {
    mesh = await startFakeMesh();
    [browser, red, blue, client] = await Promise.all([
      launchChromium(),
      start(source('backend'), { COLOR: 'red' }),
      start(source('backend'), { COLOR: 'blue' }),
      buildPage(folder).then(() =>
        start(source('client'), { COLOR_BACKEND: mesh.url, VERSION: 'meshed', STATIC_FILES: folder }),
      ),
    ]);
  });

  afterEach(async () => {
    const ended = visits.splice(0);
    await Promise.all(ended.map(({ page }) => page.context().close()));
    expect(ended.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(mesh.mostAtOnce()).toBeLessThanOrEqual(1);
  });

  afterAll(async () => {
    await browser?.close();
    await mesh?.close();
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const toRed = (): Target => ({ backend: red.url });
  const toBlue = (): Target => ({ backend: blue.url });

  const open = async (options: BrowserContextOptions = {}): Promise<Visit> => {
    const visited = await visit(browser, client.url, options);
    visits.push(visited);
    return visited;
  };

  /** Turns the page's clock until it has asked for a color `times` times since the last change of route. */
  const letAsk = async ({ page, settled }: Visit, times: number): Promise<void> => {
    for (let turns = 0; turns < times * 3; turns += 1) {
      await settled();
      if (mesh.asked() >= times) return;
      await page.clock.runFor(1_000);
    }
    throw new Error(`The page asked ${mesh.asked()} times, not ${times}.`);
  };

  /** Turns the page's clock second by second: an answer comes in real time, and five seconds without one are a failure. */
  const pass = async ({ page, settled }: Visit, seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      await settled();
      await page.clock.runFor(1_000);
    }
    await settled();
  };

  test('tells the color and the version, and is readable without eyes', async () => {
    mesh.route(toRed());
    const { page } = await open(WIDE);
    await until(() => tallyOf(page), ['red 1 100 %']);
    expect(await page.title()).toBe('Color Teller');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await background(page, 'Color')).toBe('rgb(255, 0, 0)');
    await until(() => page.locator('body').ariaSnapshot(), SPOKEN);
  });

  test('counts the last answers by color: a canary of ten percent', async () => {
    mesh.route(...Array.from({ length: 9 }, toRed), toBlue());
    const visited = await open(WIDE);
    const { page } = visited;
    await letAsk(visited, 10);
    await until(() => tallyOf(page), ['blue 1 10 %', 'red 9 90 %']);
    await letAsk(visited, 40);
    await until(() => tallyOf(page), ['blue 4 10 %', 'red 36 90 %']);
    expect(await page.getByRole('table', { name: 'The last 40 answers' }).count()).toBe(1);
    await page.screenshot({ path: join(ARTEFACTS, 'color-teller-wide-light.png'), fullPage: true });
    expect(await barriers(page)).toEqual([]);
  });

  test('has a change of color read out, and not every answer', async () => {
    mesh.route(toRed(), toBlue());
    const visited = await open();
    await letAsk(visited, 20);
    const [first, second, ...others] = await visited.readOut();
    expect([first, second]).toEqual(['The color is red.', 'The color is blue.']);
    expect(others.length).toBeLessThan(2);
  });

  test('says what went wrong while the backend is dead, and recovers by itself', async () => {
    mesh.route(toRed());
    const visited = await open(WIDE);
    const { page, readOut } = visited;
    await until(() => tallyOf(page), ['red 1 100 %']);

    red.process.kill('SIGKILL');
    await red.ended;
    await letAsk(visited, 3);
    await until(
      () =>
        page.getByRole('region', { name: 'Something went wrong' }).getByRole('listitem').allTextContents(),
      [
        'gateway/color/color answered 502: The service behind /gateway/color could not be reached; twice in a row, since 10:14:04.',
      ],
    );
    expect(await background(page, 'Last known color')).toBe('rgb(255, 0, 0)');
    await page.screenshot({ path: join(ARTEFACTS, 'color-teller-trouble-light.png'), fullPage: true });
    expect(await barriers(page)).toEqual([]);

    red = await start(source('backend'), { COLOR: 'red', PORT: String(red.port) });
    await letAsk(visited, 4);
    await until(() => tallyOf(page), ['red 2 100 %']);
    expect(await page.getByText('Something went wrong').count()).toBe(0);
    expect(await readOut()).toEqual([
      'The color is red.',
      'The request for the color answered 502: The service behind /gateway/color could not be reached.',
      'The request for the color works again.',
    ]);
  });

  test('waits for a slow answer, for five seconds, and asks nothing meanwhile', async () => {
    mesh.route('silence');
    const { page } = await open();
    await until(async () => mesh.asked(), 1);
    // The version's answer comes over the real network: only then may five seconds pass at once.
    await until(() => page.getByText('Version meshed').count(), 1);
    await page.clock.runFor(4_900);
    expect(mesh.asked()).toBe(1);
    await page.clock.runFor(100);
    await until(
      () => page.getByRole('listitem').allTextContents(),
      ['gateway/color/color did not answer within 5 s; once, since 10:14:08.'],
    );
    mesh.route(toBlue());
    await page.clock.runFor(2_000);
    await until(() => tallyOf(page), ['blue 1 100 %']);
  });

  test('says so when it is cut off from the client', async () => {
    mesh.route(toRed());
    const visited = await open();
    const { page } = visited;
    await until(() => tallyOf(page), ['red 1 100 %']);
    await page.context().setOffline(true);
    await pass(visited, 31);
    const troubles = page.getByRole('listitem');
    await until(
      async () => (await troubles.allTextContents()).map((text) => text.split(';')[0]),
      ['gateway/color/color could not be reached', 'gateway/version could not be reached'],
    );
    await page.context().setOffline(false);
    await pass(visited, 6);
    await until(() => troubles.count(), 0);
  });

  test('pauses, resumes and counts anew by keyboard', async () => {
    mesh.route(toRed());
    const visited = await open();
    const { page, readOut } = visited;
    const focused = () => page.locator(':focus').textContent();
    await letAsk(visited, 2);

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Pause');
    expect(await styleOf(page.locator(':focus'), 'outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await until(focused, 'Resume');
    await page.clock.runFor(60_000);
    expect(mesh.asked()).toBe(2);

    await page.keyboard.press('Space');
    await until(focused, 'Pause');
    await until(async () => mesh.asked(), 3);
    await until(() => tallyOf(page), ['red 3 100 %']);

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Reset tally');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No answers yet' }).waitFor();
    expect(await readOut()).toEqual([
      'The color is red.',
      'Paused.',
      'Asking again.',
      'The tally starts again.',
    ]);
  });

  test('asks nothing while its tab is hidden, and at once when it is seen again', async () => {
    mesh.route(toRed());
    const visited = await open();
    await letAsk(visited, 2);
    await turn(visited.page, 'hidden');
    await visited.page.clock.runFor(60_000);
    expect(mesh.asked()).toBe(2);
    await turn(visited.page, 'visible');
    await until(async () => mesh.asked(), 3);
  });

  test('fits 320 pixels in the dark, whatever a backend calls a color', async () => {
    const long = 'a-color-with-a-name-that-is-far-too-long-for-a-narrow-screen';
    mesh.route(
      toRed(),
      { color: 'white' },
      { color: '#1c7ed6' },
      { color: 'url(https://example.com)' },
      { color: long },
    );
    const visited = await open(NARROW_AND_DARK);
    const { page } = visited;
    await letAsk(visited, 5);
    await until(async () => (await tallyOf(page)).length, 5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await background(page, 'Color')).toBe('rgba(0, 0, 0, 0)'); // Hatched: a name is no style.
    await page.screenshot({ path: join(ARTEFACTS, 'color-teller-narrow-dark.png'), fullPage: true });
    expect(await barriers(page)).toEqual([]);
  });

  test.each([
    ['reduce', '0s'],
    ['no-preference', '0.2s'],
  ] as const)('moves as the visitor prefers: %s', async (reducedMotion, duration) => {
    mesh.route(toRed());
    const { page } = await open({ reducedMotion });
    expect(await styleOf(page.locator('.card-paint'), 'transitionDuration')).toContain(duration);
  });
});

const SPOKEN = `
- main:
  - heading "Color Teller" [level=1]
  - region "Color":
    - heading "Color" [level=2]
    - paragraph: red
    - paragraph: Version meshed
  - button "Pause"
  - button "Reset tally"
  - paragraph: Asking once a second.
  - region "The last answer":
    - heading "The last answer" [level=2]
    - table "The last answer":
      - rowgroup:
        - row "Color Answers Share":
          - columnheader "Color"
          - columnheader "Answers"
          - columnheader "Share"
      - rowgroup:
        - row "red 1 100 %":
          - rowheader "red"
          - cell "1"
          - cell "100 %"
  - status: The color is red.
`.trim();

/** The color of the card in a region. */
async function background(page: Page, region: string): Promise<string> {
  const paint = page.getByRole('region', { name: region, exact: true }).locator('.card-paint');
  // Past the transition, which follows the clock of the browser and not that of the page.
  await paint.evaluate((element) =>
    Promise.all(
      element.getAnimations().map((animation: { finished: Promise<unknown> }) => animation.finished),
    ),
  );
  return styleOf(paint, 'backgroundColor');
}

function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate((one, name) => getComputedStyle(one)[name] ?? '', property);
}

async function turn(page: Page, visibility: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
}

// The scope of the page, as far as it is used here: a function given to `evaluate` runs there.
declare const document: EventTarget & { readonly documentElement: { readonly scrollWidth: number } };
declare const getComputedStyle: (element: unknown) => Readonly<Record<string, string>>;
