/** `npm run providers:lock`: writes the lock files of the project, and moves them to another version. */
import '../load/kept-compiled';
import { listApplications, readProject } from '../project';
import { type Command, ROOT, runCommand } from './cli/command';
import { runProgram } from './cli/program';
import { lockProviders, type TerraformAt } from './terraform/provider-locking';
import { providersLockLine, readLockRequest } from './options/provider-lock-options';
import { findTerraform } from './terraform/find-terraform';

const command: Command = {
  line: providersLockLine,
  run: async (given) => {
    const request = readLockRequest(given);
    // This command repairs lock files, so a wrong one does not stop it.
    const { stacks } = readProject({ root: ROOT, ...listApplications(ROOT), withoutLocks: true });
    const { program, env } = await findTerraform();
    const terraform: TerraformAt = (cwd, ...args) => runProgram(program, args, { cwd, env });
    await lockProviders({ root: ROOT, stacks, terraform, say: (line) => console.log(line) }, request);
    return 0;
  },
};

runCommand(command);
