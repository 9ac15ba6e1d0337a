/** One factory for each problem code of the local mesh. */
import { quote } from '../mesh/checks/value-text';
import type { Problem } from '../mesh/checks/problem';

export function portInUse(gateway: string, port: number): Problem {
  return {
    code: 'port-in-use',
    severity: 'error',
    where: `gateway ${quote(gateway)}`,
    what: `cannot listen on 127.0.0.1:${port}: another program listens there`,
    fix: 'end that program, or choose another with npm start -- --port <port>',
  };
}

export function taskNotReady(task: string, program: string, reason: string): Problem {
  return {
    code: 'task-not-ready',
    severity: 'error',
    where: `task ${quote(task)}`,
    what: `its ${program} did not come up: ${reason}`,
    fix: 'see its last lines above',
  };
}

export function taskAddressTaken(
  task: string,
  { host, port }: { readonly host: string; readonly port: number },
): Problem {
  return {
    code: 'task-place-taken',
    severity: 'error',
    where: `task ${quote(task)}`,
    what: `its service did not come up: another program has ${host}:${port}, or port ${port} of every address`,
    fix: 'let the service listen at the address in HOST, as in server.listen(PORT, HOST), since tasks with the same port differ by it; and end any other program that has that port',
  };
}

export function buildFailed(source: string): Problem {
  return {
    code: 'service-build-failed',
    severity: 'error',
    where: source,
    what: 'its npm run build failed',
    fix: 'see its output above',
  };
}

export function sourceNotRunnable(source: string, reason: string): Problem {
  return {
    code: 'source-not-runnable',
    severity: 'error',
    where: source,
    what: `cannot be started here: ${reason}`,
    fix: 'give it a Dockerfile whose CMD runs a file of that folder, or a package.json with a script "start"',
  };
}

export interface NotInstalled {
  /** Path of the source in the project. */
  readonly source: string;
  readonly missing: readonly string[];
  /** `npm ci` or `npm install`. */
  readonly install: string;
}

export function sourceNotInstalled({ source, missing, install }: NotInstalled): Problem {
  return {
    code: 'source-not-installed',
    severity: 'error',
    where: source,
    what: 'cannot be started here: packages of its package.json are not installed',
    got: missing.join(', '),
    fix: `run ${install} in ${source}`,
  };
}

export function noAddressesFree(tried: number): Problem {
  return {
    code: 'local-mesh-crowded',
    severity: 'error',
    where: 'npm start',
    what: `finds no free addresses on this machine, where ${tried} local meshes seem to run`,
    fix: 'end some of them',
  };
}
