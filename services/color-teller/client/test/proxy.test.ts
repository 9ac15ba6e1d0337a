/** @jest-environment-options {"customExportConditions": ["source", "node", "node-addons"]} */
import { request, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { createApp } from '../src/app';

/** Answers with what it was asked, as a test wants to see it. */
const echo: RequestListener = async (request, response) => {
  const { method, url, headers } = request;
  const body = await text(request);
  response.writeHead(201, {
    'content-type': 'application/json',
    'keep-alive': 'timeout=1',
    'x-from': 'echo',
  });
  response.end(JSON.stringify({ method, url, headers, body }));
};

const opened: Listening[] = [];
let logged: string[];

beforeEach(() => {
  logged = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function opens(handle: RequestListener): Promise<string> {
  const listening = await listen(handle);
  opened.push(listening);
  return listening.url;
}

/** For a test that means to see the client give up; any other would fail on a busy machine. */
const IMPATIENT = { connectMs: 100, silenceMs: 100 };
const PATIENT = { connectMs: 10_000, silenceMs: 10_000 };

/** The URL of a client before `target`. */
function clientBefore(target: string, waits = PATIENT): Promise<string> {
  const settings = {
    version: 'v1',
    staticFiles: __dirname,
    targets: { '/gateway/color': new URL(target) },
  };
  return opens(createApp(settings, waits));
}

interface Echo {
  readonly headers: Readonly<Record<string, string>>;
}

/** What the backend was asked, through the client. */
const echoed = async (url: string, init?: RequestInit) => (await (await fetch(url, init)).json()) as Echo;

describe('the path', () => {
  it.each([
    ['/gateway/color/color', '/color'],
    ['/gateway/color/a/b%20c', '/a/b%20c'],
    ['/gateway/color', '/'],
    ['/gateway/color/', '/'],
    ['/gateway/color?shade=dark&shade=light', '/?shade=dark&shade=light'],
    ['/gateway/color/color?shade=%20', '/color?shade=%20'],
  ])('of %s reaches the backend as %s', async (asked, received) => {
    const client = await clientBefore(await opens(echo));
    expect(await echoed(client + asked)).toMatchObject({ url: received });
  });

  it("is appended to the path in the backend's address", async () => {
    const client = await clientBefore(`${await opens(echo)}/v1`);
    expect(await echoed(`${client}/gateway/color/color`)).toMatchObject({ url: '/v1/color' });
  });

  it('must match as a whole: /gateway/colors is unknown', async () => {
    const client = await clientBefore(await opens(echo));
    expect((await fetch(`${client}/gateway/colors`)).status).toBe(404);
  });
});

describe('a request to the backend', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('keeps the method %s and the body', async (method) => {
    const client = await clientBefore(await opens(echo));
    expect(await echoed(`${client}/gateway/color/color`, { method, body: 'green' })).toMatchObject({
      method,
      body: 'green',
    });
  });

  it.each(['x-amzn-trace-id', 'traceparent', 'tracestate', 'x-request-id'])('passes %s on', async (name) => {
    const client = await clientBefore(await opens(echo));
    const { headers } = await echoed(`${client}/gateway/color/color`, { headers: { [name]: 'Root=1-5-a' } });
    expect(headers[name]).toBe('Root=1-5-a');
  });

  it("names the backend as its host, which is what the mesh's routes match", async () => {
    const backend = await opens(echo);
    const { headers } = await echoed(`${await clientBefore(backend)}/gateway/color/color`);
    expect(headers.host).toBe(new URL(backend).host);
  });

  it("does not carry what concerns the caller's connection only", async () => {
    const client = await clientBefore(await opens(echo));
    const headers = { connection: 'close', 'keep-alive': 'timeout=9', te: 'trailers', 'x-kept': 'yes' };
    const { response, body } = await ask(`${client}/gateway/color/color`, headers);
    const received = (JSON.parse(body) as Echo).headers;
    expect(received).toMatchObject({ connection: 'keep-alive', 'x-kept': 'yes' });
    expect(received).not.toHaveProperty('te');
    expect(received).not.toHaveProperty('keep-alive');
    expect(response.headers.connection).toBe('close');
  });

  it('does not carry an expectation that the client has met itself', async () => {
    const client = await clientBefore(await opens(echo));
    const { body } = await ask(`${client}/gateway/color/color`, { expect: '100-continue' });
    expect((JSON.parse(body) as Echo).headers).not.toHaveProperty('expect');
  });
});

/** fetch refuses to send some headers that others do send. */
function ask(url: string, headers: Record<string, string>) {
  return new Promise<{ response: { headers: Record<string, unknown> }; body: string }>((resolve, reject) => {
    request(url, { headers }, async (response) => resolve({ response, body: await text(response) }))
      .on('error', reject)
      .end();
  });
}

describe("the backend's answer", () => {
  it('keeps its status and headers, but for those of its connection', async () => {
    const client = await clientBefore(await opens(echo));
    const response = await fetch(`${client}/gateway/color/color`);
    expect([response.status, response.headers.get('x-from')]).toEqual([201, 'echo']);
    expect(response.headers.get('keep-alive')).not.toBe('timeout=1');
  });

  it.each([404, 405, 500, 503])('passes as it is when it is a %s', async (status) => {
    const client = await clientBefore(await opens((_, response) => response.writeHead(status).end('no')));
    const response = await fetch(`${client}/gateway/color/color`);
    expect([response.status, await response.text()]).toEqual([status, 'no']);
  });

  it('breaks off for the caller where it breaks off', async () => {
    const client = await clientBefore(
      await opens((_, response) => {
        response.writeHead(200, { 'content-length': 10 }).write('red', () => response.destroy());
      }),
    );
    const response = await fetch(`${client}/gateway/color/color`);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('breaks off where the backend falls silent in the middle', async () => {
    const client = await clientBefore(
      await opens((_, response) => response.writeHead(200, { 'content-length': 10 }).write('red')),
      IMPATIENT,
    );
    const response = await fetch(`${client}/gateway/color/color`);
    await expect(response.text()).rejects.toThrow('terminated');
  });
});

describe('a backend that fails', () => {
  it('is a 502 when nothing listens, with the reason in the log', async () => {
    const client = await clientBefore('http://127.0.0.1:1');
    const response = await fetch(`${client}/gateway/color/color`, { headers: { 'x-request-id': 'r-1' } });
    expect([response.status, await response.json()]).toEqual([
      502,
      { error: 'bad_gateway', description: 'The service behind /gateway/color could not be reached.' },
    ]);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      {
        event: 'error',
        message: 'A request to /gateway/color failed: connect ECONNREFUSED 127.0.0.1:1',
        method: 'GET',
        requestId: 'r-1',
      },
    ]);
  });

  it('is a 502 when it has no address', async () => {
    const client = await clientBefore('http://color.invalid:3000');
    expect((await fetch(`${client}/gateway/color/color`)).status).toBe(502);
  });

  it('is a 502 when it hangs up without an answer', async () => {
    const client = await clientBefore(await opens((request) => request.socket.destroy()));
    expect((await fetch(`${client}/gateway/color/color`)).status).toBe(502);
  });

  it('is a 504 when it does not answer in time', async () => {
    const client = await clientBefore(await opens(() => {}), IMPATIENT);
    const response = await fetch(`${client}/gateway/color/color`);
    expect([response.status, await response.json()]).toEqual([
      504,
      { error: 'gateway_timeout', description: 'The service behind /gateway/color did not answer in time.' },
    ]);
  });

  it('does not harm the requests after it', async () => {
    let failing = true;
    const backend = await opens((request, response) => {
      if (failing) request.socket.destroy();
      else response.end('red');
    });
    const client = await clientBefore(backend);
    expect((await fetch(`${client}/gateway/color/color`)).status).toBe(502);
    failing = false;
    expect(await (await fetch(`${client}/gateway/color/color`)).text()).toBe('red');
  });
});
