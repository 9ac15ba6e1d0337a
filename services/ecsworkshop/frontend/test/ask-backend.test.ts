import { type RequestListener } from 'node:http';
import { listen, type Listening } from '@meshwright/http-service/testing';
import { askBackend, LIMITS } from '../src/ask-backend';

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

async function opens(handle: RequestListener): Promise<URL> {
  const listening = await listen(handle);
  opened.push(listening);
  return new URL(listening.url);
}

const ask = (url: URL, limits = {}) => askBackend({ name: 'Crystal', url }, {}, { ...LIMITS, ...limits });

describe('a backend that answers', () => {
  it('is its hello, taken apart', async () => {
    const text = 'Crystal backend: Hello! from us-west-2a commit 1a2b3c4';
    const url = await opens((_, response) => response.end(`${text}\n`));
    expect(await ask(url)).toEqual({
      kind: 'hello',
      name: 'Crystal',
      zone: 'us-west-2a',
      commit: '1a2b3c4',
      text,
    });
    expect(logged).toEqual([]);
  });

  it('is somewhere unknown where it says something else', async () => {
    const url = await opens((_, response) => response.end('It works!'));
    expect(await ask(url)).toMatchObject({
      kind: 'hello',
      zone: 'unknown',
      commit: 'unknown',
      text: 'It works!',
    });
  });

  it('is asked at the whole path of its URL', async () => {
    const url = await opens(({ url }, response) => response.end(url));
    expect(await ask(new URL('/crystal', url))).toMatchObject({ text: '/crystal' });
  });

  it('is asked over a connection of its own each time, so that its tasks take turns', async () => {
    const ports = new Set<number | undefined>();
    const url = await opens(({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end();
    });
    await ask(url);
    await ask(url);
    expect(ports.size).toBe(2);
  });
});

describe('a backend is not found, with the reason on the page and in the log,', () => {
  it.each<[string, RequestListener, string]>([
    ['answers with an error', (_, response) => response.writeHead(503).end(), 'it answered 503'],
    [
      'answers elsewhere',
      (_, response) => response.writeHead(302, { location: '/' }).end(),
      'it answered 302',
    ],
    ['hangs up', (request) => request.socket.destroy(), 'the connection broke off'],
    [
      'breaks off',
      (_, response) =>
        response.writeHead(200, { 'content-length': 9 }).write('Cry', () => response.destroy()),
      'the connection broke off',
    ],
    ['talks too much', (_, response) => response.end('x'.repeat(4_097)), 'it answered more than 4096 bytes'],
    ['does not answer', () => {}, 'silent for 100 ms'],
    [
      'falls silent in the middle',
      (_, response) => response.writeHead(200, { 'content-length': 9 }).write('Cry'),
      'silent for 100 ms',
    ],
    [
      'speaks another protocol',
      ({ socket }) => socket.end('SSH-2.0-x\r\n'),
      'it could not be reached (HPE_INVALID_CONSTANT)',
    ],
  ])('where it %s', async (_, handle, reason) => {
    const url = await opens(handle);
    expect(await ask(url, { silenceMs: 100 })).toEqual({ kind: 'failure', name: 'Crystal', reason });
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'error', message: `No backend found for Crystal: ${reason}`, url: url.href },
    ]);
  });

  it('where no process listens', async () => {
    const url = await opens(() => {});
    await opened[0]?.close();
    expect(await ask(url)).toMatchObject({ reason: 'the connection was refused' });
  });

  it('where its name has no address', async () => {
    expect(await ask(new URL('http://ecsdemo-crystal.invalid:3000'))).toMatchObject({
      reason: expect.stringMatching(/^its name (has no address|could not be looked up)$/),
    });
  });

  it('where it trickles', async () => {
    const url = await opens((_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(timer));
    });
    expect(await ask(url, { silenceMs: 200, totalMs: 300 })).toMatchObject({
      reason: 'no whole answer after 300 ms',
    });
  });
});
