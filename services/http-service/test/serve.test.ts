import { createServer } from 'node:http';
import path from 'node:path';
import { killAll, listen, run, start } from './testing';

const slowService = path.join(__dirname, 'programs/slow-service.ts');

afterAll(killAll);

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes the request in flight on %s and exits 0',
    async (signal) => {
      const service = await start(slowService);
      const answer = await fetch(`${service.url}/slow?ms=200`); // The headers have come: it is in flight.
      service.process.kill(signal);
      service.process.kill(signal); // Ctrl+C under npm arrives twice.
      expect(await answer.json()).toEqual({ done: true });
      const { code, lines, stderr } = await service.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(lines).toMatchObject([
        { level: 'info', event: 'start', port: service.port },
        { level: 'info', event: 'stop', signal },
      ]);
    },
  );

  it('exits 1 when a request outlives the limit', async () => {
    const service = await start(slowService);
    const answer = await fetch(`${service.url}/slow?ms=60000`);
    service.process.kill('SIGTERM');
    const { code, lines } = await service.ended;
    await expect(answer.json()).rejects.toThrow('terminated');
    expect({ code, last: lines.at(-1) }).toMatchObject({
      code: 1,
      last: { level: 'error', message: 'Stopped with requests unanswered after 500 ms.' },
    });
  });

  it('says why it cannot listen and exits 1', async () => {
    const other = await listen(createServer());
    const { code, lines } = await run(slowService, { PORT: String(other.port) }).ended;
    await other.close();
    expect({ code, lines }).toMatchObject({
      code: 1,
      lines: [{ event: 'error', message: expect.stringContaining('EADDRINUSE') }],
    });
  });

  it('listens at HOST alone where it is set, so that others can have the port elsewhere', async () => {
    const service = await start(slowService, { HOST: '127.0.0.1' });
    const other = await run(slowService, { PORT: String(service.port), HOST: '127.0.0.1' }).ended;
    expect(other.lines).toMatchObject([{ message: expect.stringContaining(`127.0.0.1:${service.port}`) }]);
    // Only Linux has more than one address on loopback.
    if (process.platform === 'linux') {
      const beside = await start(slowService, { PORT: String(service.port), HOST: '127.0.0.2' });
      expect(beside.port).toBe(service.port);
    }
  });
});
