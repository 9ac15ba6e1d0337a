/** Ends what we have started when we end without a word: killed with -9, nobody else would. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface OrphanReaper {
  /** The process group of this id is ours. */
  readonly add: (group: number) => void;
  readonly remove: (group: number) => void;
  /** Kills all that is still ours. */
  readonly close: () => void;
}

/**
 * Its input is our pipe, which ends with us, however we end. A shell, since it starts in a millisecond and is on every
 * system; in a session of its own, so that no terminal takes it down before us.
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
    // It is gone: the next one hears everything.
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
