/** @jest-environment-options {"customExportConditions": ["source", "node", "node-addons"]} */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

/** Named as a build names its files. */
const files = {
  'index.html': '<title>Color Teller</title>',
  'assets/index-BT5u.js': 'export {};',
  'robots.txt': 'User-agent: *',
};
const staticFiles = mkdtempSync(path.join(tmpdir(), 'client-page-'));

let client: Listening;
beforeAll(async () => {
  mkdirSync(path.join(staticFiles, 'assets'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(staticFiles, name), text);
  client = await listen(createApp({ version: 'v2', staticFiles, targets: {} }));
});
afterAll(async () => {
  await client.close();
  rmSync(staticFiles, { recursive: true });
});

describe('the client', () => {
  it('answers GET / with the page', async () => {
    const response = await fetch(client.url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<title>Color Teller</title>');
  });

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/index-BT5u.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/robots.txt', 'text/plain; charset=utf-8', 'no-cache'],
  ])('lets browsers keep %s (%s) as: %s', async (path, type, kept) => {
    const { status, headers } = await fetch(client.url + path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, kept]);
  });

  it('answers 304 to who has the page as it is', async () => {
    const etag = (await fetch(client.url)).headers.get('etag') ?? '';
    const response = await fetch(client.url, { headers: { 'if-none-match': etag, 'cache-control': '' } });
    expect(response.status).toBe(304);
  });

  it.each([
    [
      'content-security-policy',
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    ],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
  ])('sends %s with the page and its script', async (name, value) => {
    const answers = await Promise.all(['/', '/assets/index-BT5u.js'].map((path) => fetch(client.url + path)));
    expect(answers.map(({ headers }) => headers.get(name))).toEqual([value, value]);
  });

  it('answers GET /gateway/version with its version', async () => {
    const response = await fetch(`${client.url}/gateway/version`);
    expect([response.status, await response.json()]).toEqual([200, { version: 'v2' }]);
  });

  it('answers GET /health with {status:"up"}', async () => {
    const response = await fetch(`${client.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'up' }]);
  });

  it.each(['/gateway/version', '/health'])('answers 405 with an Allow header to POST %s', async (path) => {
    const response = await fetch(client.url + path, { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await response.json()).toMatchObject({ error: 'method_not_allowed' });
  });

  it.each([
    '/nowhere',
    '/gateway',
    '/gateway/taste',
    '/assets/',
    '/../package.json',
    '/%2e%2e/package.json',
    '/%ff',
  ])('answers 404 to GET %s', async (path) => {
    const response = await fetch(client.url + path);
    expect([response.status, await response.json()]).toMatchObject([404, { error: 'not_found' }]);
  });
});
