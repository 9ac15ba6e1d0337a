/** An application that runs in one stack is split into several: nothing that runs is replaced, and no state holds it twice. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { type CommandResult, makeScratch, type Scratch } from '../../support/scratch';

const BUCKET = 'move-states';
const ALL = ['state', 'dev-color-teller*'];

describeWithAws('stacks that are added to an application that runs', () => {
  let aws: AwsDoubles;
  let scratch: Scratch;
  beforeAll(async () => {
    aws = await startAwsDoubles();
    scratch = makeScratch();
  }, 300_000);
  afterAll(async () => {
    await aws.stop();
    scratch.remove();
  });

  const env = () => ({ ...aws.env, MESH_STATE_BUCKET: BUCKET, MESH_TARGET: 'envoy' });
  const run = (command: string, ...words: readonly string[]) => scratch.run(command, words, env());
  const commandsIn = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('terraform -chdir=cdktf.out/moves/'));
  const changesSince = (start: number) =>
    aws
      .calls()
      .slice(start)
      .map(({ operation }) => operation ?? '')
      .filter((operation) => /^(Create|Delete|Deregister)/.test(operation) && !operation.endsWith('Tags'));

  test('are refused with commands, which move everything; the next plans are empty', async () => {
    expectDone(await run('deploy', ...ALL, '--auto-approve'));
    const file = join(scratch.root, 'services', 'color-teller', 'application.ts');
    const text = readFileSync(file, 'utf8');
    const split = text.replace(
      '  gateways: {',
      "  stacks: { platform: [], client: ['client'], colors: ['red', 'blue'] },\n  gateways: {",
    );
    expect(split).not.toBe(text);
    writeFileSync(file, split);

    const start = aws.calls().length;
    for (const command of ['diff', 'deploy'] as const) {
      const refused = await run(command, ...ALL, ...(command === 'deploy' ? ['--auto-approve'] : []));
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toMatch(/stack "dev-color-teller": holds what .* \[stack-moved\]$/m);
    }
    const commands = commandsIn(join(scratch.root, 'cdktf.out', 'moves', 'commands'));
    // As the page for ops has them.
    expect(commands).toEqual(commandsIn(join(__dirname, '..', '..', '..', 'docs', 'for-ops.md')));

    const [leave = ''] = commands.filter((line) => line.includes('$(cat '));
    await sh(commands[0] ?? '');
    const whole = sh(leave.replace(/ \$\(cat .*$/, ' -auto-approve'));
    await expect(whole).rejects.toThrow(/Resource precondition failed/);

    const said: string[] = [];
    for (const command of commands) said.push(await sh(command.replace(/ apply/, ' apply -auto-approve')));
    const added = said.join('').match(/Resources: .*destroyed/g) ?? [];
    expect(added).toHaveLength(4);
    expect(added.filter((line) => !/ 0 added, \d+ changed, 0 destroyed/.test(line))).toEqual([]);
    expect(changesSince(start)).toEqual([]);

    // What the one stack alone needed is left, and goes by the old name.
    const left = await run('diff', ...ALL);
    expect(left.exitCode).toBe(2);
    expect(left.stdout).toMatch(
      /stack "dev-color-teller" holds \d resources? \(aws_security_group.client_ways[^)]*\).*: npm run destroy dev-color-teller$/m,
    );
    expect(existsSync(join(scratch.root, 'cdktf.out', 'moves'))).toBe(false);
    expectDone(await run('destroy', 'dev-color-teller', '--auto-approve'));
    expect(new Set(changesSince(start))).toEqual(new Set(['DeleteSecurityGroup']));
    expectDone(await run('diff', ...ALL));
    expect(aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
  }, 900_000);

  async function sh(command: string): Promise<string> {
    const options = { cwd: scratch.root, env: env() };
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -input=false -no-color`], options);
    return stdout;
  }
});

/** Where it failed, with what it said. */
function expectDone({ exitCode, stdout, stderr }: CommandResult): void {
  expect({ exitCode, said: exitCode === 0 ? '' : stdout.slice(-4000) + stderr }).toEqual({
    exitCode: 0,
    said: '',
  });
}
