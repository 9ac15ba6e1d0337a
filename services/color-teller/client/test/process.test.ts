/** @jest-environment-options {"customExportConditions": ["source", "node", "node-addons"]} */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import path from 'node:path';
import { killAll, listen, run, start } from '@meshwright/http-service/testing';

const source = (name: string) => path.join(__dirname, '../src', name);
/** As it is before its build, so that this test needs none. */
const STATIC_FILES = path.join(__dirname, '../page');

afterAll(killAll);

describe('the client as a process', () => {
  it('is healthy once started, and on SIGTERM waits for a slow backend and exits 0', async () => {
    const server = createServer();
    const backend = await listen(server);
    const client = await start(source('main.ts'), {
      COLOR_BACKEND: backend.url,
      VERSION: 'v7',
      STATIC_FILES,
    });
    const check = await run(source('health-check.ts'), { PORT: String(client.port) }).ended;
    expect(check).toEqual({ code: 0, lines: [], stderr: '' });
    expect(await (await fetch(`${client.url}/gateway/version`)).json()).toEqual({ version: 'v7' });
    expect(await (await fetch(client.url)).text()).toContain('<title>Color Teller</title>');

    const answered = fetch(`${client.url}/gateway/color/color`);
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    client.process.kill('SIGTERM');
    setTimeout(() => response.end('{"color":"red"}'), 200);
    const answer = await answered;
    expect(await answer.json()).toEqual({ color: 'red' });
    expect(answer.headers.get('connection')).toBe('close');

    const { code, lines, stderr } = await client.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines.map(({ event }) => event)).toEqual(['start', 'stop']);
    await backend.close();
  });

  it.each([
    [{}, 'COLOR_BACKEND is not set; set it to the http or https URL of the service'],
    [{ COLOR_BACKEND: 'color.service.local:3000' }, 'COLOR_BACKEND is no http or https URL'],
  ])('does not start with %j: it says what is wrong and exits 1', async (environment, problem) => {
    const { code, lines } = await run(source('main.ts'), { ...environment, STATIC_FILES: '/nowhere' }).ended;
    expect({ code, lines }).toMatchObject({
      code: 1,
      lines: [
        {
          event: 'error',
          problems: [expect.stringContaining('STATIC_FILES is no folder'), expect.stringContaining(problem)],
        },
      ],
    });
  });
});
