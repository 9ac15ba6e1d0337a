/** Drains an Envoy while its successor listens at the same ports, so that no request is lost. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostPort } from '../../targets/envoy/bootstrap/address';
import { DRAIN_SECONDS } from '../programs';

const LONGEST_MS = 10_000;

/**
 * First every answer says `connection: close`, so callers connect to the successor. Then the Envoy accepts no new
 * connections. Then this waits for requests that still run.
 */
export async function drainEnvoy(admin: HostPort): Promise<void> {
  await ask(admin, 'POST', '/drain_listeners?graceful&skip_exit');
  await sleep(DRAIN_SECONDS * 1000);
  await ask(admin, 'POST', '/drain_listeners');
  const end = Date.now() + LONGEST_MS;
  while (Date.now() < end && (await isBusy(admin))) await sleep(50);
}

/** The admin server is left out, since it counts this very request. */
async function isBusy(admin: HostPort): Promise<boolean> {
  const answer = await ask(admin, 'GET', '/stats?filter=^http\\..*downstream_rq_active$');
  return answer.split('\n').some((line) => !line.startsWith('http.admin.') && /: [1-9]/.test(line));
}

/** The answer; empty if the Envoy has ended. */
function ask({ host, port }: HostPort, method: 'GET' | 'POST', path: string): Promise<string> {
  return new Promise((resolve) => {
    const asking = request({ host, port, method, path, agent: false, timeout: 2_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('close', () => resolve(text));
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(''));
    asking.end();
  });
}
