/** @jest-environment-options {"customExportConditions": ["source", "node", "node-addons"]} */
import path from 'node:path';
import { listen, type Listening } from '@color-teller/http-service/testing';
import { createApp } from '../src/app';

let client: Listening;
beforeAll(async () => {
  const staticFiles = path.join(__dirname, '../public');
  client = await listen(createApp({ version: 'v2', staticFiles, targets: {} }));
});
afterAll(() => client.close());

describe('the client', () => {
  it('answers GET / with the page', async () => {
    const response = await fetch(client.url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<title>Color Teller</title>');
  });

  it("answers GET /color-teller.js with the page's script", async () => {
    const response = await fetch(`${client.url}/color-teller.js`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
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

  it.each(['/nowhere', '/gateway', '/gateway/taste', '/../package.json', '/%2e%2e/package.json', '/%ff'])(
    'answers 404 to GET %s',
    async (path) => {
      const response = await fetch(client.url + path);
      expect([response.status, await response.json()]).toMatchObject([404, { error: 'not_found' }]);
    },
  );
});
