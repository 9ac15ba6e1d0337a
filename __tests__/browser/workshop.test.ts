/** What a visitor of the workshop sees and hears, with and without JavaScript; pictures of it are in .cache/artefacts/. */
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type FakeMetadata, startFakeMetadata } from '../../services/ecsworkshop/origin/test/testing';
import { killAll, type Running, start } from '../../services/http-service/test/testing';
import { describeWithChromium, launchChromium } from '../support/chromium';
import { barriers } from './barriers';
import { until, WAIT_MS } from './until';

const SERVICES = join(__dirname, '..', '..', 'services', 'ecsworkshop');
const ARTEFACTS = join(__dirname, '..', '..', '.cache', 'artefacts');
jest.setTimeout(60_000);

const WIDE: BrowserContextOptions = { viewport: { width: 1024, height: 800 } };
const NARROW_AND_DARK: BrowserContextOptions = {
  viewport: { width: 320, height: 900 },
  colorScheme: 'dark',
};
const CODE_HASH = '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678';

describeWithChromium('the page of the workshop', () => {
  const endpoints: FakeMetadata[] = [];
  const complaints: string[] = [];
  let browser: Browser;
  let crystal: Running;
  let nodejs: Running;
  let frontend: Running;

  /** A service as a task in a zone of its own. */
  const startIn = async (
    zone: string,
    service: string,
    environment: Readonly<Record<string, string>> = {},
  ) => {
    const metadata = await startFakeMetadata({ zone });
    endpoints.push(metadata);
    const given = { CODE_HASH, ECS_CONTAINER_METADATA_URI_V4: metadata.uri, ...environment };
    return start(join(SERVICES, service, 'src', 'main.ts'), given);
  };
  const startFrontend = (nodejsUrl: string, crystalUrl: string) =>
    startIn('us-west-2a', 'frontend', { NODEJS_URL: nodejsUrl, CRYSTAL_URL: crystalUrl });

  beforeAll(async () => {
    [browser, crystal, nodejs] = await Promise.all([
      launchChromium(),
      startIn('us-west-2a', 'crystal'),
      startIn('us-west-2c', 'nodejs'),
    ]);
    frontend = await startFrontend(nodejs.url, `${crystal.url}/crystal`);
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    killAll();
    await Promise.all(endpoints.map(({ close }) => close()));
  });

  const open = async (url: string, options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    context.setDefaultTimeout(WAIT_MS);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    if (options.javaScriptEnabled !== false) {
      await page.clock.install({ time: '2026-11-22T10:14:00Z' });
      await page.clock.pauseAt('2026-11-22T10:14:03Z');
    }
    await page.goto(url);
    return page;
  };

  const shoot = (page: Page, name: string) =>
    page.screenshot({ path: join(ARTEFACTS, `workshop-${name}.png`), fullPage: true });

  test('shows where each service runs, and is readable without eyes', async () => {
    const page = await open(frontend.url, WIDE);
    expect(await page.title()).toBe('ECS Workshop');
    await until(() => page.locator('body').ariaSnapshot(), SPOKEN);
    expect(await page.locator('svg .zone-name').allTextContents()).toEqual([
      'Zone us-west-2a',
      'Zone us-west-2c',
    ]);
    expect(await page.locator('svg .service-name').allTextContents()).toEqual([
      'Frontend',
      'Crystal',
      'Node.js',
    ]);
    expect(await page.locator('svg .call-line').count()).toBe(2);
    await shoot(page, 'wide-light');
    expect(await barriers(page)).toEqual([]);
  });

  test('shows the same without JavaScript, picture and text, and asks again by a link', async () => {
    const page = await open(frontend.url, { ...WIDE, javaScriptEnabled: false });
    expect(await page.getByRole('img').getAttribute('aria-labelledby')).toBe('picture-title picture-text');
    expect((await page.locator('svg').boundingBox())?.height).toBeGreaterThan(100);
    expect(await linesOf(page)).toEqual(LINES);
    expect(await page.getByRole('button').count()).toBe(0);
    await shoot(page, 'without-javascript');
    await page.getByRole('link', { name: 'ask again' }).click();
    expect(await linesOf(page)).toEqual(LINES);
  });

  test('says who was not found while a backend is down, and recovers by itself', async () => {
    const other = await startIn('us-west-2b', 'crystal');
    const { url } = await startFrontend(nodejs.url, `${other.url}/crystal`);
    const page = await open(url, WIDE);
    const status = () => page.getByRole('status').textContent();
    const trouble = page.getByRole('region', { name: 'No backend found' });
    expect(await trouble.count()).toBe(0);

    other.process.kill('SIGTERM');
    await other.ended;
    await page.clock.runFor(5_000);
    await until(
      () => trouble.getByRole('listitem').allTextContents(),
      ['Crystal: the connection was refused.'],
    );
    expect(await status()).toBe(
      'The frontend runs in zone us-west-2a. Node.js answers from zone us-west-2c. No backend found for Crystal.',
    );
    expect(await page.locator('svg .zone-lost').count()).toBe(1);
    await shoot(page, 'trouble-light');
    expect(await barriers(page)).toEqual([]);

    await startIn('us-west-2b', 'crystal', { PORT: String(other.port) });
    await page.clock.runFor(5_000);
    await until(() => trouble.count(), 0);
    expect(await status()).toContain('Crystal answers from zone us-west-2b.');
    await page.clock.runFor(5_000);
    await until(status, '');
  });

  test('pauses and resumes, and says so when the frontend itself is gone', async () => {
    const { url, process } = await startFrontend(nodejs.url, `${crystal.url}/crystal`);
    const page = await open(url, WIDE);
    let asked = 0;
    page.on('request', () => (asked += 1));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.clock.runFor(60_000);
    expect(asked).toBe(0);
    await page.keyboard.press('Enter');
    await until(async () => asked, 1);

    process.kill('SIGKILL');
    const gone = 'The frontend does not answer. What you see is what it answered last.';
    await page.clock.runFor(5_000);
    await until(() => page.locator('#pace').textContent(), gone);
    expect(await page.getByRole('status').textContent()).toBe(gone);
    expect(await linesOf(page)).toEqual(LINES);
  });

  test('fits 320 pixels in the dark, whatever a backend says', async () => {
    const hostile = `<script>alert(1)</script>&"' a-zone-with-a-name-that-is-far-too-long-for-a-narrow-screen`;
    const [odd, lost] = await Promise.all([
      startIn(hostile, 'crystal', { CODE_HASH: '<b>not-a-hash-but-a-whole-sentence</b>' }),
      startFakeMetadata('silence'),
    ]);
    endpoints.push(lost);
    const { url } = await startFrontend(`${lost.url}/nowhere`, `${odd.url}/crystal`);
    const page = await open(url, NARROW_AND_DARK);
    expect(await linesOf(page)).toEqual([
      LINES[0],
      'Node.js: no backend found',
      `Crystal backend: Hello! from ${hostile} commit <b>not-a-hash-but-a-whole-sentence</b>`,
    ]);
    expect(await page.getByRole('listitem').filter({ hasText: 'it answered 404' }).count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await shoot(page, 'narrow-dark');
    expect(await barriers(page)).toEqual([]);
  });
});

const LINES = [
  `Frontend: Hello! from us-west-2a commit ${CODE_HASH}`,
  `Node.js backend: Hello! from us-west-2c commit ${CODE_HASH}`,
  `Crystal backend: Hello! from us-west-2a commit ${CODE_HASH}`,
];

const SPOKEN = `
- main:
  - heading "ECS Workshop" [level=1]
  - region "Where the services run":
    - heading "Where the services run" [level=2]
    - img "Zones, and the calls between them. The frontend runs in zone us-west-2a. Node.js answers from zone us-west-2c. Crystal answers from zone us-west-2a.": Zone us-west-2a Zone us-west-2c Frontend commit 1a2b3c4 Crystal commit 1a2b3c4 Node.js commit 1a2b3c4
  - region "What they say":
    - heading "What they say" [level=2]
    - list:
${LINES.map((line) => `      - listitem: "${line}"`).join('\n')}
  - button "Pause"
  - paragraph: Asking every five seconds.
  - status
`.trim();

function linesOf(page: Page): Promise<string[]> {
  return page.locator('.lines').getByRole('listitem').allTextContents();
}

// The scope of the page, as far as it is used here: a function given to `evaluate` runs there.
declare const document: { readonly documentElement: { readonly scrollWidth: number } };
