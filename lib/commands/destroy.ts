/**
 * `npm run destroy`: destroys all stacks of the stage, or the named ones, the last first. The state bucket only with its
 * own flag.
 */
import '../load/kept-compiled';
import { throwErrors } from '../mesh/checks/problem';
import type { StackEntry } from '../project';
import { confirm, validateApproval } from './cli/approval';
import { validateBucketSetting } from './terraform-state/bucket-checks';
import { type Command, runCommand } from './cli/command';
import { destroyStacks } from './deploy/destroy-stacks';
import { inDeployContext } from './run/in-deploy-context';
import { readStackNames } from './orphaned-stacks/orphan-choice';
import { VERBOSE } from './options/verbose-option';

const command: Command = {
  line: {
    name: 'destroy',
    purpose: 'Destroys all stacks of the stage but state, or the ones named, the last first.',
    names: '[stack…]',
    flags: [
      {
        name: '--all',
        meaning: 'Destroys stack state as well: the bucket with every version of every state.',
      },
      { name: '--auto-approve', meaning: 'Destroys without asking.' },
      VERBOSE,
    ],
    notes: [
      'The application and the state bucket need MESH_PROTECT=off. The bucket also needs that no state in it holds',
      'a resource, of any stage.',
      'Exit code: 0 destroyed, 1 refused or failed.',
    ],
  },
  run: async ({ names, flags }) => {
    const autoApprove = flags.has('--auto-approve');
    const wanted = readStackNames(names);
    const choose = (stacks: readonly StackEntry[]) =>
      wanted
        .choose(stacks)
        .filter(({ part, name }) => part !== 'state' || flags.has('--all') || names.includes(name));
    return inDeployContext(
      { command: 'destroy', flags, isExclusive: true, choose },
      async (context, chosen) => {
        throwErrors([...validateApproval('destroy', autoApprove), ...validateBucketSetting(context)]);
        await destroyStacks(context, chosen, { autoApprove, confirm, orphans: wanted.orphans() });
        return 0;
      },
    );
  },
};

runCommand(command);
