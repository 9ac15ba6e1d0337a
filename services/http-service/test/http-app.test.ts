import { addResource, createHttpApp, type HttpAppOptions } from '../src';
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

describe('createHttpApp with options', () => {
  let other: Listening;
  afterEach(() => other.close());

  const start = async (options: HttpAppOptions) => {
    const app = createHttpApp((app) => {
      addResource(app, ['/line', '/line/'], () => 'a <b> line');
      addResource(app, '/later', async () => ({ fruit: 'pear' }));
      addResource(app, '/broken', () => Promise.reject(new Error('the pear is rotten')));
    }, options);
    other = await listen(app);
    return async (path: string, init?: RequestInit) => {
      const response = await fetch(other.url + path, init);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
  };
  const TEXT = 'text/plain; charset=utf-8';
  const JSON_TYPE = 'application/json; charset=utf-8';

  it('answers a string as plain text, and waits for what comes later', async () => {
    const get = await start({});
    expect(await get('/line')).toEqual([200, TEXT, 'a <b> line']);
    expect(await get('/later')).toEqual([200, JSON_TYPE, '{"fruit":"pear"}']);
  });

  it.each<[HttpAppOptions, string, string]>([
    [{ health: () => 'Healthy!' }, TEXT, 'Healthy!'],
    [{ health: () => ({ uptime: 1 }) }, JSON_TYPE, '{"uptime":1}'],
  ])('answers GET /health as it is told to', async (options, type, text) => {
    const get = await start(options);
    expect(await get('/health')).toEqual([200, type, text]);
  });

  it('tells errors in text where it is told to', async () => {
    const get = await start({ errors: 'text' });
    expect(await get('/nowhere')).toEqual([404, TEXT, 'There is nothing at /nowhere.']);
    expect(await get('/broken')).toEqual([500, TEXT, 'The service failed to answer.']);
    expect(await get('/line/', { method: 'POST' })).toEqual([405, TEXT, '/line answers GET and HEAD only.']);
  });

  it('takes /a/ and /A for /a, unless it is told to be exact', async () => {
    const statuses = async (options: HttpAppOptions) => {
      const get = await start(options);
      const answers = await Promise.all(['/later', '/later/', '/Later', '/line/'].map((path) => get(path)));
      await other.close();
      return answers.map(([status]) => status);
    };
    expect(await statuses({})).toEqual([200, 200, 200, 200]);
    expect(await statuses({ exactPaths: true })).toEqual([200, 404, 404, 200]);
  });
});
