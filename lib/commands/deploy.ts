/** `npm run deploy`: all stacks, or the ones named, in order. */
import '../load/kept-compiled';
import { throwErrors } from '../mesh/checks/problem';
import type { StackEntry } from '../project';
import { confirm, validateApproval } from './cli/approval';
import { validateBucketSetting } from './terraform-state/bucket-checks';
import { type Command, runCommand } from './cli/command';
import { deployStacks } from './deploy/deploy-stacks';
import { validateEndedTarget } from './deploy/ended-target-check';
import { chooseStacks } from './stacks/stack-choice';
import { inDeployContext } from './run/in-deploy-context';
import { VERBOSE } from './options/verbose-option';

const command: Command = {
  line: {
    name: 'deploy',
    purpose:
      'Deploys all stacks in order, or the ones named. From an empty account the state bucket comes first.',
    names: '[stack…]',
    flags: [
      {
        name: '--auto-approve',
        meaning: 'Applies without asking. Without it you see the plan of each stack and are asked.',
      },
      { name: '--interrupt', meaning: 'Also removes what callers still use: requests may fail.' },
      VERBOSE,
    ],
    notes: ['Exit code: 0 deployed, 1 refused or failed.'],
  },
  run: async ({ names, flags }) => {
    const autoApprove = flags.has('--auto-approve');
    const choose = (stacks: readonly StackEntry[]) => chooseStacks(names, stacks);
    return inDeployContext(
      { command: 'deploy', flags, isExclusive: true, choose },
      async (context, chosen) => {
        throwErrors([
          ...validateApproval('deploy', autoApprove),
          ...validateBucketSetting(context),
          ...validateEndedTarget(context.settings, chosen),
        ]);
        await deployStacks(context, chosen, { autoApprove, confirm, interrupt: flags.has('--interrupt') });
        return 0;
      },
    );
  },
};

runCommand(command);
