/** A command is a file of `lib/commands`, a script of `package.json` and a line of `help`, and nothing else. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, read } from '../docs/documents';
import { makeScratch } from '../support/scratch';
import { commandsIn, stemsIn } from './commands-on-disk';

const root = join(__dirname, '..', '..');
const commands = commandsIn(root);

const helpOf = (folder: string, stem: string, env: NodeJS.ProcessEnv) => {
  const words = ['-r', 'tsx/cjs', join('lib', 'commands', `${stem}.ts`), '--help'];
  return execFileSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
};

describe('the npm scripts', () => {
  it('are the files of lib/commands, one each, and nothing else lies flat in it', () => {
    expect(stemsIn(root).sort()).toEqual(commands.map(({ stem }) => stem).sort());
    for (const { name, stem } of commands) expect(stem).toBe(name.replace(':', '-'));
  });

  it('run without a shell in between where a signal must reach the command: in npm start', () => {
    expect(commands.filter(({ script }) => script.startsWith('exec ')).map(({ name }) => name)).toEqual([
      'start',
    ]);
  });

  it.each(commands)('$name has a --help that needs neither settings, terraform nor AWS', ({ name, stem }) => {
    const printed = helpOf(root, stem, { PATH: '/nowhere', MESH_STAGE: 'NOT A STAGE' });
    expect(printed).toContain(name === 'start' ? 'npm start [application] --' : `npm run ${name}`);
    expect(printed).toContain('--help');
  });
});

/** What CONTRIBUTING has its reader write. */
const guide = read('CONTRIBUTING.md');
const file = filesOf(guide).find(({ path }) => path === 'lib/commands/hello.ts');
const test = filesOf(guide).find(({ path }) => path === '__tests__/commands/hello.test.ts');
const [, script = ''] = /`("hello": "[^`]*")`/.exec(guide) ?? [];
const [, helpLine = ''] = /`(npm run hello {2}[^`]*)`/.exec(guide) ?? [];

describe('a new command, added as CONTRIBUTING.md says', () => {
  it('is one file, one script of package.json and one line of help', async () => {
    const scratch = makeScratch();
    const edit = (file: string, change: (text: string) => string) => {
      const path = join(scratch.root, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };
    try {
      writeFileSync(join(scratch.root, 'lib', 'commands', 'hello.ts'), file?.text ?? '');
      edit('package.json', (text) => text.replace('"scripts": {', () => `"scripts": {\n    ${script},`));
      edit('help', (text) => text.replace('  Look:\n', () => `  Look:\n    ${helpLine}\n`));

      expect(commandsIn(scratch.root).map(({ stem }) => stem)).toContain('hello');
      expect(stemsIn(scratch.root).sort()).toEqual(
        commandsIn(scratch.root)
          .map(({ stem }) => stem)
          .sort(),
      );
      const env = { PATH: process.env['PATH'] };
      expect(helpOf(scratch.root, 'hello', env)).toContain('npm run hello [application]');
      expect((await scratch.run('help', [], env)).stdout).toContain('npm run hello');
      expect(await scratch.run('hello', ['ecsworkshop'], env)).toEqual({
        exitCode: 0,
        stdout: 'hello ecsworkshop, stage dev\n',
        stderr: '',
      });
      const { exitCode, stderr } = await scratch.run('hello', ['workshop', '--loud'], env);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: 'npm run hello: has no such flag, got "--loud"; use one of "--help" [flag-unknown]\n',
      });

      const tests = join(scratch.root, '__tests__');
      cpSync(join(root, '__tests__', 'support'), join(tests, 'support'), { recursive: true });
      mkdirSync(join(tests, 'commands'));
      writeFileSync(join(tests, 'commands', 'hello.test.ts'), test?.text ?? '');
      const { stderr: told } = spawnSync('npx', ['jest', '__tests__/commands/hello'], {
        cwd: scratch.root,
        encoding: 'utf8',
      });
      expect(told).toMatch(/Tests: +1 passed, 1 total/);
    } finally {
      scratch.remove();
    }
  }, 120_000);
});
