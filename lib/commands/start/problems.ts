/** One factory for each problem code of `npm start` and of lines that are typed while it runs. */
import { quote } from '../../mesh/checks/value-text';
import { listNames, type Problem } from '../../mesh/checks/problem';

export function envoyMissing(reason: string): Problem {
  return {
    code: 'envoy-missing',
    severity: 'error',
    where: 'npm run envoy:install',
    what: `there is no Envoy on this machine, and it cannot be installed: ${reason}`,
    fix: 'set ENVOY_BIN to the path of one',
  };
}

/** `where` is the line as it was typed. */
export function lineUnknown(where: string, what: string, instead: string): Problem {
  return { code: 'line-unknown', severity: 'error', where, what, fix: `type ${instead}` };
}

export function weightsNotSet(route: string, set: readonly string[]): Problem {
  return {
    code: 'weights-not-set',
    severity: 'error',
    where: `line "unset ${route}"`,
    what: set.length === 0 ? 'no weights are set' : 'its weights are not set',
    fix: set.length === 0 ? 'all weights are those of application.ts' : `set are those of ${listNames(set)}`,
  };
}

export function taskUnknown(where: string, name: string, known: readonly string[]): Problem {
  return {
    code: 'task-unknown',
    severity: 'error',
    where,
    what: `names no task, got ${quote(name)}`,
    fix: `use one of ${listNames(known)}, or a node, or all, or none`,
  };
}
