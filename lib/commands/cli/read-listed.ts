/** Reads one of the listed applications, for commands that work with one. */
import { listApplications, type ReadApplication, readApplication } from '../../project';
import { ROOT } from './command';
import type { CommandLine } from './command-line';
import { typedAs } from './problems';

/** Prints its warnings on stderr. Throws every mistake. @param name @default - the first of the list */
export function readListed(line: CommandLine, name: string | undefined): ReadApplication {
  const read = readApplication({
    root: ROOT,
    ...listApplications(ROOT),
    ...(name !== undefined && { name }),
    asker: typedAs(line.name),
  });
  read.warnings.forEach((warning) => console.error(warning));
  return read;
}
