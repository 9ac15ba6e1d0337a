/** The last lines of a command: the result, the next command, and the path of the log. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { childEnvironment } from '../../project/settings';
import { SAVED_STATE } from '../terraform/own-files';
import { LOG_FILE } from '../terraform/terraform-log';
import { type Outcomes, summarise } from './outcomes';
import type { Run } from './run';

/** A command that runs, as its last lines show it. */
export interface CommandRun {
  readonly root: string;
  /** `deploy` */
  readonly command: string;
  /** As the user typed them. */
  readonly flags: ReadonlyMap<string, string>;
  readonly run: Run;
  readonly outcomes: Outcomes;
}

/** Prints what is done, what is not, which command to run next, and where the log is. */
export function closingLines({ root, command, flags, run, outcomes }: CommandRun, isDone: boolean): string[] {
  const typed = [...flags].map(([name, value]) => (value === '' ? name : `${name} ${value}`));
  const lines = summarise(outcomes.all(), { command, flags: typed, environment: childEnvironment() });
  const saved = outcomes
    .all()
    .filter(({ stack }) => existsSync(join(run.stackFolder(stack), SAVED_STATE)))
    .map(({ stack }) => savedState(stack));
  const log = join(run.folder, LOG_FILE);
  return [
    ...(lines.length > 0 ? [['', ...lines, ...saved].join('\n')] : []),
    ...(!isDone && existsSync(log) ? [`output of terraform: ${relative(root, log)}`] : []),
  ];
}

function savedState(stack: string): string {
  const folder = `cdktf.out/stacks/${stack}`;
  return (
    `${stack}: the bucket did not take its state, which is in ${folder}/${SAVED_STATE}; before anything else: ` +
    `npm run synth, terraform -chdir=${folder} init, terraform -chdir=${folder} state push ${SAVED_STATE}`
  );
}

/** A state that an earlier command left, perhaps because it was killed. */
export function leftState(file: string): string {
  const stack = basename(dirname(file));
  const folder = `cdktf.out/stacks/${stack}`;
  return (
    `${stack}: ${file} is a state that the bucket did not take; unless that is done: npm run synth, ` +
    `terraform -chdir=${folder} init, terraform -chdir=${folder} state push "$PWD/${file}"; then delete the file`
  );
}
