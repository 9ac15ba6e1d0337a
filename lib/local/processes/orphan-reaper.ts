/** Kills the processes that we have started if we end without stopping them, as after `kill -9`. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface OrphanReaper {
  /** Adds a process group to those that are killed when we end. */
  readonly add: (group: number) => void;
  readonly remove: (group: number) => void;
  /** Kills all groups that were not removed. */
  readonly close: () => void;
}

/**
 * Its input is a pipe from us, which closes when we end in any way. It is a shell, since a shell starts in a millisecond
 * and exists on every system. It has a session of its own, so that a terminal does not end it before us.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups=
while read -r sign group; do
  if [ "$sign" = + ]; then groups="$groups -$group"; continue; fi
  left=
  for each in $groups; do [ "$each" = "-$group" ] || left="$left $each"; done
  groups=$left
done
[ -z "$groups" ] || kill -s KILL -- $groups
`;

export function startOrphanReaper(): OrphanReaper {
  const groups = new Set<number>();
  let closed = false;
  let shell = startShell();
  const say = (sign: '+' | '-', group: number) => shell.stdin?.write(`${sign} ${group}\n`);

  function startShell(): ChildProcess {
    const child = spawn('sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    // This shell has ended; the next one gets all groups.
    child.stdin?.on('error', () => undefined);
    child.once('exit', () => {
      if (closed) return;
      shell = startShell();
      groups.forEach((group) => say('+', group));
    });
    return child;
  }
  return {
    add: (group) => {
      groups.add(group);
      say('+', group);
    },
    remove: (group) => {
      groups.delete(group);
      say('-', group);
    },
    close: () => {
      closed = true;
      shell.stdin?.end();
    },
  };
}
