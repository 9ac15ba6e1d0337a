import { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { readOrigin } from '@ecsworkshop/origin';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

const opened: Listening[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function opens(handle: RequestListener): Promise<string> {
  const listening = await listen(handle);
  opened.push(listening);
  return listening.url;
}

/** The URL of a frontend before these two. */
async function frontendBefore(nodejs: RequestListener, crystal: RequestListener): Promise<string> {
  const backends = [
    { name: 'Node.js', url: new URL(await opens(nodejs)) },
    { name: 'Crystal', url: new URL('/crystal', await opens(crystal)) },
  ];
  return opens(createApp({ origin: readOrigin({ CODE_HASH: '1a2b3c4' }), backends }));
}

const says =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);
const nodejs = says('Node.js backend: Hello! from us-west-2b commit 1a2b3c4');
const crystal = says('Crystal backend: Hello! from us-west-2a commit 1a2b3c4');

describe('the page', () => {
  it('has the zone and commit of all three', async () => {
    const response = await fetch(await frontendBefore(nodejs, crystal));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const page = await response.text();
    expect(page).toContain('<title>ECS Workshop</title>');
    expect(page).toContain('<li>Frontend: Hello! from local commit 1a2b3c4</li>');
    expect(page).toContain('<li>Node.js backend: Hello! from us-west-2b commit 1a2b3c4</li>');
    expect(page).toContain('<li>Crystal backend: Hello! from us-west-2a commit 1a2b3c4</li>');
    expect(page).toContain(
      '<desc id="picture-text">The frontend runs in zone local. Node.js answers from zone us-west-2b. Crystal answers from zone us-west-2a.</desc>',
    );
    expect(page).not.toContain('No backend found');
  });

  it('is there without one of them, and says which and why', async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const down: RequestListener = (_, response) => response.writeHead(503).end();
    const response = await fetch(await frontendBefore(nodejs, down));
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('<li>Crystal: no backend found</li>');
    expect(page).toContain('<li>Crystal: it answered 503.</li>');
    expect(page).toContain('<li>Node.js backend: Hello! from us-west-2b commit 1a2b3c4</li>');
  });

  it('takes what a backend says for text', async () => {
    const hostile = `Crystal backend: Hello! from <svg onload="x"> commit '"><script>alert(1)</script>`;
    const page = await (await fetch(await frontendBefore(nodejs, says(hostile)))).text();
    expect(page).not.toMatch(/<svg onload|<script>/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('asks both at the same time', async () => {
    let waiting: (() => void)[] = [];
    // Neither answers before both were asked.
    const together: RequestListener = (_, response) => {
      waiting.push(() => response.end('Hello'));
      if (waiting.length < 2) return;
      for (const answer of waiting) answer();
      waiting = [];
    };
    const page = await (await fetch(await frontendBefore(together, together))).text();
    expect(page).not.toContain('No backend found');
  });

  it('passes on what a trace needs, and nothing else of its visitor', async () => {
    const received: IncomingHttpHeaders[] = [];
    const listens: RequestListener = ({ headers }, response) => {
      received.push(headers);
      response.end();
    };
    const trace = {
      'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      tracestate: 'a=b',
      'x-request-id': 'r-1',
    };
    await fetch(await frontendBefore(listens, listens), { headers: { ...trace, cookie: 'a=b' } });
    expect(received).toMatchObject([trace, trace]);
    expect(received.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
  });
});

describe('the frontend', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store'],
    ['/icon.svg', 'image/svg+xml', 'no-cache'],
    ['/page.css', 'text/css; charset=utf-8', 'no-cache'],
    ['/refresh.js', 'text/javascript; charset=utf-8', 'no-cache'],
  ])('lets browsers keep %s (%s) as: %s, and do nothing unforeseen with it', async (path, type, kept) => {
    const { status, headers } = await fetch((await frontendBefore(nodejs, crystal)) + path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, kept]);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each(['/health', '/health/'])('answers GET %s with OK, whatever its backends do', async (path) => {
    const silent: RequestListener = () => {};
    const response = await fetch((await frontendBefore(silent, silent)) + path);
    expect([response.status, await response.text()]).toEqual([200, 'OK']);
  });

  it.each(['/nowhere', '/tsconfig.json', '/page/tsconfig.json', '/../package.json'])(
    'answers 404 in text to %s',
    async (path) => {
      const response = await fetch((await frontendBefore(nodejs, crystal)) + path);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        404,
        'text/plain; charset=utf-8',
      ]);
    },
  );

  it('answers 405 to POST /', async () => {
    const response = await fetch(await frontendBefore(nodejs, crystal), { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
