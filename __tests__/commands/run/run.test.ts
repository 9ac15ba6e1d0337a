/** Two commands in one folder. The first is a process of its own, with a terraform of ours: one that only waits. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SAVED_STATE } from '../../../lib/commands/terraform/own-files';
import { KEPT_LOGS, openRun, type Run } from '../../../lib/commands/run/run';
import { isRunning } from '../../../lib/commands/run/run-record';
import { refusalOf } from '../rejections';

const project = join(__dirname, '..', '..', '..');

/** Its provider outlives it. */
const TERRAFORM = `#!/bin/sh
sleep 300 & echo $! > "$FOLDER/provider"
echo $$ > "$FOLDER/terraform"
while true; do echo at work; sleep 0.1; done
`;
const COMMAND = `
import { openRun } from '${project}/lib/commands/run/run';
import { terraformIn } from '${project}/lib/commands/terraform/terraform';
import { mkdirSync } from 'node:fs';
const root = process.env['FOLDER'] ?? '';
const run = openRun({ root, command: 'deploy', stacks: ['dev-shop'], isExclusive: true });
mkdirSync(run.stackFolder('dev-shop'));
const env = process.env as Record<string, string>;
const nothing = () => undefined;
const watch = { say: nothing, show: nothing, complain: nothing, verbose: false, onPlan: nothing, onChange: nothing };
void terraformIn(run, { program: root + '/terraform.sh', env }, watch)('dev-shop', 'apply');
`;

describe('a command at work', () => {
  let root: string;
  let first: ChildProcess;
  const pidIn = (name: string) => Number(readFileSync(join(root, name), 'utf8'));
  const open = (command: string, isExclusive: boolean, stack = 'dev-shop'): Run =>
    openRun({ root, command, isExclusive, stacks: [stack] });
  const refusal = () => refusalOf(() => Promise.resolve(open('destroy', true)).then((run) => run.close()));
  const runs = () => readdirSync(join(root, '.cache')).filter((name) => name.startsWith('run-'));

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'run-'));
    writeFileSync(join(root, 'terraform.sh'), TERRAFORM);
    chmodSync(join(root, 'terraform.sh'), 0o755);
    writeFileSync(join(root, 'command.ts'), COMMAND);
    first = spawn(process.execPath, ['-r', 'tsx/cjs', join(root, 'command.ts')], {
      cwd: project,
      env: { ...process.env, FOLDER: root },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await until(() => existsSync(join(root, 'terraform')));
  });
  afterEach(async () => {
    first.kill('SIGKILL');
    for (const name of ['terraform', 'provider']) kill(pidIn(name));
    await until(() => !isRunning(pidIn('provider')));
    rmSync(root, { recursive: true, force: true });
  });

  it('keeps a second one that changes something from starting, and is named; also when it was killed', async () => {
    const named = new RegExp(
      `^npm run destroy: npm run deploy has been running in this folder since 20.*Z, process ${first.pid}: ` +
        `terraform apply of stack "dev-shop", process ${pidIn('terraform')}; wait .* \\[command-running\\]$`,
    );
    expect(await refusal()).toMatch(named);
    await killed(first);
    // It goes on, since its words do not go through its command.
    const log = join(root, '.cache', runs()[0] ?? '', 'terraform.log');
    const size = statSync(log).size;
    await until(() => statSync(log).size > size);
    expect(await refusal()).toMatch(named);
    // What is left of it holds its files, and does nothing more.
    kill(pidIn('terraform'));
    await until(() => !isRunning(pidIn('terraform')));
    expect(isRunning(pidIn('provider'))).toBe(true);
    expect(await refusal()).toBe('done');
    // Its log stays.
    expect(runs().map((name) => readdirSync(join(root, '.cache', name)))).toEqual([['terraform.log']]);
  });

  it('lets another look, who works in another folder and with other data', () => {
    const look = open('diff', false);
    expect(look.folder).not.toBe(join(root, '.cache', runs()[0] ?? ''));
    expect(look.dataFolder('dev-shop')).toBe(join(look.folder, 'dev-shop', '.terraform'));
    const other = open('diff', false, 'prod-shop');
    expect(other.dataFolder('prod-shop')).toBe(join(root, '.cache', 'terraform', 'prod-shop'));
    look.close();
    other.close();
    expect(runs()).toHaveLength(1);
  });
});

describe('the folder of a command', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'run-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const open = () => openRun({ root, command: 'deploy', isExclusive: true, stacks: ['dev-shop'] });

  it('is as deep as cdktf.out/stacks/<stack>, and closed to others', () => {
    const run = open();
    expect(join(run.stackFolder('state'), '../../../terraform.state.tfstate')).toBe(
      join(root, 'terraform.state.tfstate'),
    );
    expect(run.folder.slice(root.length)).toMatch(/^\/\.cache\/run-\d{8}T\d{9}Z-deploy-\d+$/);
    run.close();
  });

  it('has what the command synthesised, with what stands beside it in cdktf.out', () => {
    const kept = join(root, 'cdktf.out', 'stacks', 'dev-shop');
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, 'pin_override.tf.json'), '{}');
    const run = open();
    mkdirSync(join(run.folder, 'stacks', 'dev-shop'), { recursive: true });
    writeFileSync(join(run.folder, 'stacks', 'dev-shop', 'cdk.tf.json'), '{}');
    run.takeOwnFiles();
    expect(readdirSync(run.stackFolder('dev-shop')).sort()).toEqual(['cdk.tf.json', 'pin_override.tf.json']);
    writeFileSync(join(run.stackFolder('dev-shop'), '.terraform.lock.hcl'), 'locked');
    run.keepOwnFiles('dev-shop');
    expect(readFileSync(join(kept, '.terraform.lock.hcl'), 'utf8')).toBe('locked');
    run.close();
    expect(existsSync(run.folder)).toBe(false);
  });

  it('stays, with nothing else in it, while it holds a state that the bucket did not take', () => {
    const run = open();
    mkdirSync(run.stackFolder('dev-shop'));
    mkdirSync(run.stackFolder('dev-shop-network'));
    writeFileSync(run.planFile('dev-shop'), 'a plan');
    writeFileSync(join(run.stackFolder('dev-shop'), SAVED_STATE), '{}');
    run.close();
    expect(readdirSync(run.folder)).toEqual(['dev-shop']);
    const next = open();
    expect(next.savedStates).toEqual([join(run.folder, 'dev-shop', SAVED_STATE)]);
    next.close();
    expect(readdirSync(run.folder)).toEqual(['dev-shop']);
    rmSync(join(run.folder, 'dev-shop', SAVED_STATE));
    open().close();
    expect(existsSync(run.folder)).toBe(false);
  });

  it('leaves the logs of the last twenty commands', () => {
    const logged = () =>
      Array.from({ length: KEPT_LOGS + 2 }, () => {
        const run = open();
        writeFileSync(join(run.folder, 'terraform.log'), 'words');
        run.close();
        return run.folder;
      });
    const folders = logged();
    expect(folders.filter((folder) => existsSync(folder))).toEqual(folders.slice(-KEPT_LOGS));
    open().close();
    // One more may come.
    expect(folders.filter((folder) => existsSync(folder))).toEqual(folders.slice(-KEPT_LOGS + 1));
  });

  it('where it cannot be made, the command ends with what is wrong', async () => {
    writeFileSync(join(root, '.cache'), 'a file');
    expect(await refusalOf(() => Promise.resolve().then(open))).toMatch(
      /run-.*: cannot be made \(.*\[run-folder\]$/,
    );
  });
});

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
};

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await sleep(50);
  expect(condition()).toBe(true);
}
