import { addResource, createHttpApp } from '../src';
import { listen, type Listening } from './testing';

let service: Listening;
const written: string[] = [];

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  const app = createHttpApp((app) => {
    addResource(app, '/fruit', () => ({ fruit: 'pear' }));
    app.get('/broken', () => {
      throw new Error('the pear is rotten');
    });
  });
  service = await listen(app);
});

afterAll(async () => {
  jest.restoreAllMocks();
  await service.close();
});

const ask = async (method: string, path: string) => {
  const response = await fetch(service.url + path, { method });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('createHttpApp', () => {
  it('answers GET /health with {status:"up"}, and logs nothing', async () => {
    const { status, headers, text } = await ask('GET', '/health');
    expect({ status, text }).toEqual({ status: 200, text: '{"status":"up"}' });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(written).toEqual([]);
  });

  it('answers HEAD as GET, without the body', async () => {
    const { status, headers, text } = await ask('HEAD', '/fruit');
    expect({ status, text, length: headers.get('content-length') }).toEqual({
      status: 200,
      text: '',
      length: '16',
    });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'answers 405 with an Allow header to %s',
    async (method) => {
      const { status, headers, text } = await ask(method, '/fruit');
      expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' });
      expect(JSON.parse(text)).toEqual({
        error: 'method_not_allowed',
        description: '/fruit answers GET and HEAD only.',
      });
    },
  );

  it.each(['GET', 'POST'])('answers 404 to %s of an unknown path', async (method) => {
    const { status, text } = await ask(method, '/nowhere?a=b');
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 404,
      body: { error: 'not_found', description: 'There is nothing at /nowhere.' },
    });
  });

  it('answers 500 without the reason, which goes to the log', async () => {
    const { status, text } = await ask('GET', '/broken');
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 500,
      body: { error: 'internal_error', description: 'The service failed to answer.' },
    });
    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({
      level: 'error',
      event: 'error',
      path: '/broken',
      error: expect.stringContaining('the pear is rotten'),
    });
  });

  it('says nothing of the framework behind it', async () => {
    const { headers } = await ask('GET', '/fruit');
    expect([headers.get('x-powered-by'), headers.get('etag')]).toEqual([null, null]);
  });
});
