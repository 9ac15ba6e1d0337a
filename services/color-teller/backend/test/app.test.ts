/** @jest-environment-options {"customExportConditions": ["source", "node", "node-addons"]} */
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

let backend: Listening;
beforeAll(async () => (backend = await listen(createApp({ color: 'blue' }))));
afterAll(() => backend.close());

describe('the backend', () => {
  it('answers GET /color with the colour it was started with', async () => {
    const response = await fetch(`${backend.url}/color`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ color: 'blue' });
  });

  it('answers HEAD /color without a body', async () => {
    const response = await fetch(`${backend.url}/color`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('answers GET /health with {status:"up"}', async () => {
    const response = await fetch(`${backend.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'up' }]);
  });

  it.each(['/color', '/health'])('answers 405 with an Allow header to POST %s', async (path) => {
    const response = await fetch(backend.url + path, { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await response.json()).toEqual({
      error: 'method_not_allowed',
      description: `${path} answers GET and HEAD only.`,
    });
  });

  it('answers 404 to an unknown path', async () => {
    const response = await fetch(`${backend.url}/colors`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: 'not_found', description: 'There is nothing at /colors.' },
    ]);
  });
});
