import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { killAll, run, start } from '@meshwright/http-service/testing';

const source = (name: string) => path.join(__dirname, '../src', name);

afterAll(killAll);

describe('the Crystal backend as a process', () => {
  it('is healthy once started, and on SIGTERM finishes the request that is just arriving and exits 0', async () => {
    const backend = await start(source('main.ts'), { CODE_HASH: '1a2b3c4' });
    const check = await run(source('health-check.ts'), { PORT: String(backend.port) }).ended;
    expect(check).toEqual({ code: 0, lines: [], stderr: '' });

    const socket = connect(backend.port, '127.0.0.1');
    socket.write('GET /crystal HTTP/1.1\r\nHost: a\r\n\r\nGET /crystal HTTP/1.1\r\n');
    await once(socket, 'data'); // The answer to the first: the backend has read the part of the second, too.
    const second = text(socket);
    backend.process.kill('SIGTERM');
    setTimeout(() => socket.write('Host: a\r\n\r\n'), 100);
    expect(await second).toMatch(
      /^HTTP\/1.1 200 OK\r\nConnection: close\r\n[^]*Crystal backend: Hello! from local commit 1a2b3c4$/,
    );

    const { code, lines } = await backend.ended;
    expect({ code, events: lines.map(({ event }) => event) }).toEqual({ code: 0, events: ['start', 'stop'] });
  });

  it('does not start with a wrong PORT: it says so and exits 1', async () => {
    const { code, lines } = await run(source('main.ts'), { PORT: '70000' }).ended;
    expect({ code, lines }).toMatchObject({
      code: 1,
      lines: [{ problems: ['PORT is no port, got "70000"; use a whole number from 0 to 65535'] }],
    });
  });
});
