/** One factory for each problem code of a run: its folder, its JSON, and other runs at the same time. */
import type { Problem } from '../../mesh/checks/problem';
import { typedAs } from '../cli/problems';
import type { RunRecord } from './run-record';

export function outputFolderMoved(got: string): Problem {
  return {
    code: 'output-folder',
    severity: 'error',
    where: 'CDKTF_OUTDIR',
    what: 'must be cdktf.out of the project, since the state of stack "state" is found from there',
    got,
    fix: 'unset it for this command',
  };
}

export function runFolderFailed(folder: string, reason: string): Problem {
  return {
    code: 'run-folder',
    severity: 'error',
    where: folder,
    what: `cannot be made (${reason})`,
    fix: 'a command works in this folder: its disk must have space, and let you write files and named pipes (mkfifo)',
  };
}

export function commandRunning(
  command: string,
  { command: other, pid, since, terraform }: RunRecord,
): Problem {
  const work =
    terraform === undefined ? '' : `: terraform ${terraform.subcommand} of stack "${terraform.stack}"`;
  const process = terraform?.pid === undefined ? '' : `, process ${terraform.pid}`;
  return {
    code: 'command-running',
    severity: 'error',
    where: typedAs(command),
    what: `${typedAs(other)} has been running in this folder since ${since}, process ${pid}${work}${process}`,
    fix: 'wait until it has ended; if the command was killed, its terraform still runs: kill -INT <process> ends it safely',
  };
}
