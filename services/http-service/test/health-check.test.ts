import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { killAll, listen, run } from './testing';

const program = path.join(__dirname, 'programs/health-check.ts');

afterAll(killAll);

/** How the health check ends beside a service that answers so. */
async function checkBeside(answer: RequestListener) {
  const service = await listen(answer);
  const { code, stderr } = await run(program, { PORT: String(service.port) }).ended;
  await service.close();
  return { code, stderr };
}

describe('the health check', () => {
  it.concurrent('exits 0 and writes nothing when GET /health answers 200', async () => {
    const result = await checkBeside((request, response) => {
      response.statusCode = request.method === 'GET' && request.url === '/health' ? 200 : 404;
      response.end();
    });
    expect(result).toEqual({ code: 0, stderr: '' });
  });

  it.concurrent('exits 1 with the status when it answers another', async () => {
    const result = await checkBeside((_request, response) => response.writeHead(503).end());
    expect(result).toEqual({ code: 1, stderr: 'unhealthy: GET /health answered 503\n' });
  });

  it.concurrent('exits 1 when nothing listens', async () => {
    const { port, close } = await listen(createServer());
    await close();
    const { code, stderr } = await run(program, { PORT: String(port) }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `unhealthy: connect ECONNREFUSED 127.0.0.1:${port}\n`,
    });
  });

  it.concurrent('asks at HOST where it is set', async () => {
    const { code, stderr } = await run(program, { PORT: '1', HOST: 'localhost.invalid' }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('localhost.invalid'),
    });
  });

  it.concurrent('exits 1 when there is no answer within 2 s', async () => {
    const before = Date.now();
    const result = await checkBeside(() => {});
    expect(result).toEqual({ code: 1, stderr: 'unhealthy: no answer within 2000 ms\n' });
    expect(Date.now() - before).toBeGreaterThanOrEqual(2_000);
  });
});
