/** `npm run synth`: writes the Terraform JSON of every stack. */
import '../load/kept-compiled';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../project/settings';
import { type Command, CommandEnd, ROOT, runCommand } from './cli/command';
import { runProgram } from './cli/program';
import { describeWritten, readStackTexts } from './stacks/written-stacks';

const command: Command = {
  line: {
    name: 'synth',
    purpose: 'Writes the Terraform JSON of every stack, and says which files are new or changed.',
    flags: [],
    notes: [
      'It writes cdktf.out/stacks/<stack>/cdk.tf.json. It uses no network, no AWS and no terraform.',
      'Settings are MESH_… variables or context of cdktf.json: MESH_TARGET=envoy npm run synth',
      'If there are mistakes, it reports all of them, writes nothing, and the exit code is 1.',
    ],
  },
  run: async () => {
    const env = childEnvironment({ CHECKPOINT_DISABLE: '1' });
    const folder = env['CDKTF_OUTDIR'] ?? 'cdktf.out';
    const path = resolve(ROOT, folder);
    const before = readStackTexts(path);
    const words = ['-r', 'tsx/cjs', join(ROOT, 'main.ts')];
    const exitCode = await runProgram(process.execPath, words, { cwd: ROOT, env });
    if (exitCode !== 0) throw new CommandEnd(exitCode);
    console.log(describeWritten(folder, before, readStackTexts(path)));
    return 0;
  },
};

runCommand(command);
