/** `npm run diff`: what a deploy would change, over all stacks or the ones named. */
import { type Command, runCommand } from './command';
import { planStacks } from './difference';
import { chooseStacks } from './stack-choice';
import { openWorkplace } from './workplace';

const command: Command = {
  line: {
    name: 'diff',
    purpose:
      'Plans all stacks in order, or the ones named, and names those that wait for another to be deployed.',
    names: '[stack…]',
    flags: [],
    notes: [
      'Exit code, as of terraform plan: 0 nothing to change, 2 something to change or to plan later, 1 an error.',
    ],
  },
  run: async ({ names }) => {
    const { workplace, chosen } = await openWorkplace((stacks) => chooseStacks(names, stacks));
    return planStacks(workplace, chosen);
  },
};

runCommand(command);
