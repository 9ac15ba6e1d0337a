/** `npm run help`: the commands, in the order of use. */
import '../load/kept-compiled';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeshError } from '../mesh/checks/problem';
import { type Command, ROOT, runCommand } from './cli/command';
import { fileMissing } from './cli/problems';

const command: Command = {
  line: { name: 'help', purpose: 'Prints what to type, in order.', flags: [] },
  run: () => {
    const file = join(ROOT, 'help');
    if (!existsSync(file)) throw new MeshError([fileMissing('help')]);
    process.stdout.write(readFileSync(file, 'utf8'));
    return 0;
  },
};

runCommand(command);
