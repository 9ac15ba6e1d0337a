/** What ECS runs inside the container: asks the service on this machine for /health. The image needs no curl. */
import { get } from 'node:http';

const LIMIT_MS = 2_000;

/** Ends the process with 0 if GET /health answers 200 in time, otherwise with 1 and the reason on stderr. */
export function checkHealth(): void {
  const port = process.env.PORT || '3000';
  const host = process.env.HOST || '127.0.0.1';
  const signal = AbortSignal.timeout(LIMIT_MS);
  get({ host, port, path: '/health', signal, agent: false }, ({ statusCode }) =>
    statusCode === 200 ? process.exit(0) : unhealthy(`GET /health answered ${statusCode}`),
  ).on('error', ({ message }) => unhealthy(signal.aborted ? `no answer within ${LIMIT_MS} ms` : message));
}

function unhealthy(reason: string): never {
  process.stderr.write(`unhealthy: ${reason}\n`);
  process.exit(1);
}
