import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import path from 'node:path';
import { killAll, listen, run, start } from '@meshwright/http-service/testing';

const source = (name: string) => path.join(__dirname, '../src', name);

afterAll(killAll);

describe('the frontend as a process', () => {
  it('is healthy once started, and on SIGTERM waits for slow backends and exits 0', async () => {
    const server = createServer();
    const backend = await listen(server);
    const frontend = await start(source('main.ts'), { NODEJS_URL: backend.url, CRYSTAL_URL: backend.url });
    const check = await run(source('health-check.ts'), { PORT: String(frontend.port) }).ended;
    expect(check).toEqual({ code: 0, lines: [], stderr: '' });

    const responses: ServerResponse[] = [];
    server.on('request', (_, response) => responses.push(response));
    const answered = fetch(frontend.url);
    while (responses.length < 2) await once(server, 'request');
    frontend.process.kill('SIGTERM');
    setTimeout(() => {
      for (const response of responses) response.end('Backend: Hello! from us-west-2a commit 1a2b3c4');
    }, 200);
    const answer = await answered;
    expect(await answer.text()).toContain('zone us-west-2a');
    expect(answer.headers.get('connection')).toBe('close');

    const { code, lines, stderr } = await frontend.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines.map(({ event }) => event)).toEqual(['start', 'stop']);
    await backend.close();
  });

  it('does not start with a wrong environment: it says all that is wrong and exits 1', async () => {
    const environment = { PORT: '70000', CRYSTAL_URL: 'ecsdemo-crystal.service.local:3000' };
    const { code, lines } = await run(source('main.ts'), environment).ended;
    expect({ code, lines }).toMatchObject({
      code: 1,
      lines: [
        {
          event: 'error',
          problems: [
            expect.stringContaining('PORT is no port, got "70000"'),
            expect.stringContaining('NODEJS_URL is not set; set it to the http or https URL'),
            expect.stringContaining('CRYSTAL_URL is no http or https URL'),
          ],
        },
      ],
    });
  });
});
