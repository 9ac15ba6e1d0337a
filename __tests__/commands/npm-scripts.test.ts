import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = [
  'start',
  'synth',
  'list',
  'explain',
  'images',
  'digests',
  'envoy:install',
  'providers:lock',
  'diff',
  'deploy',
  'destroy',
  'help',
];

const fileOf = (command: string) => `${command.replace(':', '-')}.ts`;

describe('the npm scripts', () => {
  it('run without a build', () => {
    // Signals go to what npm has started, which must be the command and no shell; it must notice when npm is killed.
    const prefix = (command: string) => (command === 'start' ? 'exec ' : '');
    for (const command of commands)
      expect(scripts[command]).toBe(`${prefix(command)}node -r tsx/cjs lib/commands/${fileOf(command)}`);
  });

  it('are the files of lib/commands, and nothing else lies flat in it', () => {
    const entries = readdirSync(join(root, 'lib', 'commands'), { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files.sort()).toEqual(commands.map(fileOf).sort());
  });

  it.each(commands)('%s has a --help that needs neither settings, terraform nor AWS', (command) => {
    const env = { PATH: '/nowhere', MESH_STAGE: 'NOT A STAGE' };
    const words = ['-r', 'tsx/cjs', join('lib', 'commands', fileOf(command)), '--help'];
    const printed = execFileSync(process.execPath, words, { cwd: root, env, encoding: 'utf8' });
    expect(printed).toContain(command === 'start' ? 'npm start [application] --' : `npm run ${command}`);
    expect(printed).toContain('--help');
  });
});
