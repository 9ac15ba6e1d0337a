import { type FakeMetadata, startFakeMetadata } from '@ecsworkshop/origin/testing';
import { readOrigin } from '@ecsworkshop/origin';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

let metadata: FakeMetadata;
let nodejs: Listening;
beforeAll(async () => {
  metadata = await startFakeMetadata({ zone: 'us-west-2b' });
  const origin = readOrigin({ ECS_CONTAINER_METADATA_URI_V4: metadata.uri, CODE_HASH: '1a2b3c4' });
  nodejs = await listen(createApp({ origin }));
});
afterAll(async () => {
  await nodejs.close();
  await metadata.close();
});

describe('the Node.js backend', () => {
  it.each(['/', '/nodejs', '/nodejs/'])(
    'says hello at %s, from which zone and which commit',
    async (path) => {
      const response = await fetch(nodejs.url + path);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/plain; charset=utf-8',
      ]);
      expect(await response.text()).toBe('Node.js backend: Hello! from us-west-2b commit 1a2b3c4');
    },
  );

  it('says the same as JSON at /nodejs/api', async () => {
    const response = await fetch(`${nodejs.url}/nodejs/api`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({
      from: 'Node.js backend',
      message: 'us-west-2b',
      commit: '1a2b3c4',
    });
  });

  it.each(['/health', '/health/'])('answers GET %s with its uptime', async (path) => {
    const response = await fetch(nodejs.url + path);
    expect([response.status, await response.json()]).toEqual([200, { uptime: expect.any(Number) }]);
  });

  it('answers 404 to an unknown path and 405 to POST', async () => {
    const answers = await Promise.all([
      fetch(`${nodejs.url}/nowhere`),
      fetch(`${nodejs.url}/nodejs`, { method: 'POST' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 405]);
  });
});
