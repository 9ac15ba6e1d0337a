/** One factory for each problem code of arguments, of questions and of files that every command needs. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggestWord } from '../../mesh/checks/problems/factory';

/** How a user types a command. A few commands need no `run`. */
export function typedAs(command: string): string {
  return command === 'start' ? 'npm start' : `npm run ${command}`;
}

export function flagUnknown(command: string, got: string, known: readonly string[]): Problem {
  return {
    code: 'flag-unknown',
    severity: 'error',
    where: typedAs(command),
    what: 'has no such flag',
    got,
    fix: suggestWord(got, known, `use one of ${listNames(known)}`),
  };
}

export function flagValue(command: string, flag: string, what: string, got?: string): Problem {
  return {
    code: 'flag-value',
    severity: 'error',
    where: `${typedAs(command)} > ${flag}`,
    what,
    ...(got !== undefined && { got }),
    fix: `see ${typedAs(command)} -- --help`,
  };
}

export function namesUnexpected(command: string, got: readonly string[]): Problem {
  return {
    code: 'argument-unexpected',
    severity: 'error',
    where: typedAs(command),
    what: 'takes no names',
    got: got.join(' '),
    fix: `see ${typedAs(command)} -- --help`,
  };
}

export function approvalMissing(command: string): Problem {
  return {
    code: 'approval-missing',
    severity: 'error',
    where: typedAs(command),
    what: 'asks before it changes anything, and there is no terminal to ask',
    fix: `run npm run ${command} -- --auto-approve`,
  };
}

export function fileMissing(file: string): Problem {
  return {
    code: 'file-missing',
    severity: 'error',
    where: file,
    what: 'is not there',
    fix: 'restore it: git checkout -- ' + file,
  };
}
