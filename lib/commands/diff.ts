/** `npm run diff`: shows what a deploy would change, in all stacks or the named ones. */
import '../load/kept-compiled';
import type { StackEntry } from '../project';
import { type Command, runCommand } from './cli/command';
import { planStacks } from './deploy/plan-stacks';
import { chooseStacks } from './stacks/stack-choice';
import { inDeployContext } from './run/in-deploy-context';
import { VERBOSE } from './options/verbose-option';

const command: Command = {
  line: {
    name: 'diff',
    purpose:
      'Plans all stacks in order, or the ones named. It lists stacks that must wait until another one is deployed.',
    names: '[stack…]',
    flags: [VERBOSE],
    notes: [
      'Rules of security groups that are not declared count as a change, though no plan shows them.',
      'Exit code, as of terraform plan: 0 nothing to change, 2 something to change or to plan later, 1 an error.',
    ],
  },
  run: async ({ names, flags }) => {
    const choose = (stacks: readonly StackEntry[]) => chooseStacks(names, stacks);
    return inDeployContext({ command: 'diff', flags, isExclusive: false, choose }, planStacks);
  },
};

runCommand(command);
