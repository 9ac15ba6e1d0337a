/** `npm run list`: shows the stacks in the order of deployment. */
import '../load/kept-compiled';
import { listApplications, readProject } from '../project';
import { type Command, ROOT, runCommand } from './cli/command';
import { describeStacks, formatStacks } from './stacks/stack-table';

const command: Command = {
  line: {
    name: 'list',
    purpose: 'Lists the stacks in the order of deployment, with the stacks each of them reads.',
    flags: [{ name: '--json', meaning: 'Prints an array of { name, part, application, stage, reads }.' }],
  },
  run: ({ flags }) => {
    const stacks = describeStacks(readProject({ root: ROOT, ...listApplications(ROOT) }).stacks);
    console.log(flags.has('--json') ? JSON.stringify(stacks, null, 2) : formatStacks(stacks));
    return 0;
  },
};

runCommand(command);
