import { type FakeMetadata, startFakeMetadata } from '@ecsworkshop/origin/testing';
import { readOrigin } from '@ecsworkshop/origin';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

let metadata: FakeMetadata;
let crystal: Listening;
beforeAll(async () => {
  metadata = await startFakeMetadata({ zone: 'us-west-2a' });
  const origin = readOrigin({ ECS_CONTAINER_METADATA_URI_V4: metadata.uri, CODE_HASH: '1a2b3c4' });
  crystal = await listen(createApp({ origin }));
});
afterAll(async () => {
  await crystal.close();
  await metadata.close();
});

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(crystal.url + path, init);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

describe('the Crystal backend', () => {
  it.each(['/crystal', '/crystal/'])('says hello at %s, from which zone and which commit', async (path) => {
    expect(await ask(path)).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
      text: 'Crystal backend: Hello! from us-west-2a commit 1a2b3c4',
    });
  });

  it.each(['/crystal/api', '/crystal/api/'])('says the same as JSON at %s', async (path) => {
    const { status, type, text } = await ask(path);
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(text)).toEqual({ from: 'Crystal backend', message: 'us-west-2a', commit: '1a2b3c4' });
  });

  it('answers GET /health with "Healthy!"', async () => {
    expect(await ask('/health')).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
      text: 'Healthy!',
    });
  });

  it.each(['/', '/health/', '/Crystal', '/crystal/apis', '/crystals'])(
    'answers 404 in text to %s: it compares paths letter by letter',
    async (path) => {
      expect(await ask(path)).toEqual({
        status: 404,
        type: 'text/plain; charset=utf-8',
        text: `There is nothing at ${path}.`,
      });
    },
  );

  it('answers 405 in text to POST /crystal', async () => {
    expect(await ask('/crystal', { method: 'POST' })).toMatchObject({
      status: 405,
      text: '/crystal answers GET and HEAD only.',
    });
  });
});
