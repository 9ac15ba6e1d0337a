/**
 * The ECS Workshop on what AWS runs today, with the commands that `docs/deploy.md` names: `npm run deploy`, `diff` and `destroy`
 * over seven stacks. What is refused is refused before anything is changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { type Inventory, newSince, takeInventory } from '../../support/inventory';
import { type CommandResult, makeScratch, type Scratch } from '../../support/scratch';

const APPROVED = '--auto-approve';
const ALL = 'dev-ecsworkshop-*';
/** Shows what was printed where it ended otherwise. */
function succeeded({ exitCode, stdout, stderr }: CommandResult): void {
  const printed = exitCode === 0 ? '' : `${stdout.slice(-3000)}\n${stderr.slice(-3000)}`;
  expect({ exitCode, printed }).toEqual({ exitCode: 0, printed: '' });
}

const stack = (part: string) => `dev-ecsworkshop-${part}`;

describe.each(['envoy', 'none'])('target %s', (target) =>
  describeWithAws('the ECS Workshop by the npm scripts', () => {
    let aws: AwsDoubles;
    let scratch: Scratch;
    let before: Inventory;
    const run = (
      command: string,
      words: readonly string[],
      env: NodeJS.ProcessEnv = {},
    ): Promise<CommandResult> =>
      scratch.run(command, words, {
        ...aws.env,
        MESH_STATE_BUCKET: 'workshop-states',
        MESH_TARGET: target,
        ...env,
      });
    /** Calls that change something in AWS. */
    const changesDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
      const from = aws.calls().length;
      await work();
      return aws
        .calls()
        .slice(from)
        .filter(({ operation, method }) =>
          operation === null ? !['GET', 'HEAD'].includes(method) : !/^(Get|Describe|List)/.test(operation),
        )
        .map(({ operation, method, path }) => operation ?? `${method} ${path}`);
    };

    beforeAll(async () => {
      aws = await startAwsDoubles();
      scratch = makeScratch();
      before = await takeInventory(aws);
    }, 300_000);
    afterAll(async () => {
      await aws.stop();
      scratch.remove();
    });

    test('from an empty account one pattern is not enough: the state bucket comes first, and that is said', async () => {
      const early = await run('deploy', [ALL, APPROVED]);
      expect(early).toMatchObject({ exitCode: 1 });
      expect(early.stderr).toMatch(
        /needs stack "state", which is not deployed.*\[stack-upstream-missing\]$/m,
      );
    }, 60_000);

    test('a service before its platform is refused, and every stack that it needs is named', async () => {
      succeeded(await run('deploy', ['state', APPROVED]));
      const early = await run('deploy', [stack('crystal'), APPROVED]);
      expect(early).toMatchObject({ exitCode: 1 });
      for (const part of ['network', 'platform', 'registry'])
        expect(early.stderr).toContain(`needs stack "${stack(part)}", which is not deployed`);
    }, 120_000);

    test('all of it is deployed in order: who is called before who calls', async () => {
      const deployed = await run('deploy', [ALL, APPROVED]);
      succeeded(deployed);
      const order = ['network', 'registry', 'platform', 'crystal', 'nodejs', 'frontend'].map(stack);
      const begun = [...deployed.stdout.matchAll(/==> (\S+) \(\d of 6\)$/gm)].map(([, name]) => name);
      expect(begun).toEqual(order);
      for (const name of order)
        expect(deployed.stdout).toMatch(new RegExp(`Z ${name}: deployed, \\d+ changes made$`, 'm'));
      // A line for each change, and a few for each stack: terraform says some thousand.
      expect(deployed.stdout.split('\n').length).toBeLessThan(400);
    }, 420_000);

    test('a second plan is empty, for all stacks at once', async () => {
      succeeded(await run('diff', [ALL]));
    }, 240_000);

    test('tracing is one word: a daemon beside every Envoy, or a warning that there is none', async () => {
      const file = `${scratch.root}/services/ecsworkshop/application.ts`;
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('const tracing = false;', 'const tracing = {};'));
      if (target === 'none') {
        const traced = await run('diff', [ALL]);
        succeeded(traced);
        expect(traced.stderr).toMatch(/application "ecsworkshop" > .*\[loss-tracing\]$/m);
        writeFileSync(file, text);
      } else {
        // From here on it is traced.
        succeeded(await run('deploy', [ALL, APPROVED]));
        succeeded(await run('diff', [ALL]));
      }
    }, 360_000);

    test('the platform is not destroyed while a service stands, whatever MESH_PROTECT says', async () => {
      let refused: CommandResult | undefined;
      const changed = await changesDuring(async () => {
        refused = await run('destroy', [stack('platform'), APPROVED], { MESH_PROTECT: 'off' });
      });
      expect(refused).toMatchObject({ exitCode: 1 });
      for (const part of ['crystal', 'nodejs', 'frontend'])
        expect(refused?.stderr).toMatch(
          new RegExp(
            `Z stack "${stack('platform')}": is used by stack "${stack(part)}", .*\\[stack-in-use\\]$`,
            'm',
          ),
        );
      expect(changed).toEqual([]);
    }, 90_000);

    test('a service goes and comes back alone, with nothing protected in it', async () => {
      succeeded(await run('destroy', [stack('frontend'), APPROVED]));
      succeeded(await run('diff', [stack('platform'), stack('crystal')]));
      succeeded(await run('deploy', [stack('frontend'), APPROVED]));
      succeeded(await run('diff', [stack('frontend')]));
    }, 300_000);

    test('everything is destroyed, the last first, until nothing live is left', async () => {
      // As in a new shell, which has forgotten what runs.
      const other = target === 'none' ? 'envoy' : 'none';
      const destroyed = await run('destroy', [ALL, APPROVED], { MESH_PROTECT: 'off', MESH_TARGET: other });
      succeeded(destroyed);
      expect(await run('destroy', ['state', APPROVED], { MESH_PROTECT: 'off' })).toMatchObject({
        exitCode: 0,
      });
      const left = newSince(before, await takeInventory(aws));
      const live = left.filter((line) => !/\((INACTIVE|deleted)\)$|^aws_ecs_task_definition /.test(line));
      // moto forgets the NAT gateway's interface and the namespace's zone; AWS deletes both.
      expect(live).toEqual(['aws_network_interface interface']);
      expect(aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    }, 300_000);
  }),
);
