/** Documentation is run: every command a reader meets is proven by a test, or stands here with the reason why not. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownTestOf } from '../commands/commands-on-disk';
import { makeScratch, type Scratch } from '../support/scratch';
import { documentedCommands, read, root } from './documents';
import { proofs } from './proof';

const documented = [...new Set(documentedCommands().map(({ command }) => command))].sort();
/** `npm run hello` needs no line in the list: `__tests__/commands/hello.test.ts` runs it. */
function isRunByItsOwnTest(command: string): boolean {
  const test = ownTestOf(root, command);
  return test !== undefined && existsSync(join(root, test.file)) && read(test.file).includes(test.says);
}
const provenBy = (by: string) => Object.keys(proofs).filter((command) => proofs[command]?.by === by);

it('has a proof, or a reason, for every documented command and for no other', () => {
  expect(Object.keys(proofs).sort()).toEqual(documented.filter((command) => !isRunByItsOwnTest(command)));
});

it('says why a command is not run', () => {
  expect(provenBy('nobody')).toEqual([
    'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run diff dev-color-teller',
    'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run deploy dev-color-teller',
    'MESH_WEIGHTS=color-service/default:red=0,blue=100 npm run deploy dev-color-teller',
    'npm run deploy',
    "npm run deploy state 'dev-ecsworkshop-*'",
    'npm run destroy',
    'npm run digests',
    'npm run golden',
    'npm run bench',
    expect.stringContaining('aws ecs deregister-task-definition'),
    expect.stringContaining('aws ecs describe-services'),
    expect.stringContaining('aws ecs update-service'),
    'aws iam list-attached-role-policies --role-name dev-color-teller-red-task',
    'aws iam list-role-policies --role-name dev-color-teller-red-task',
    expect.stringContaining('aws ec2 describe-security-group-rules'),
  ]);
});

describe('run by .ci/run', () => {
  it.each(provenBy('ci'))('%s', (command) => {
    const lines = read('.ci/run').split('\n');
    // `npm run synth` is run below.
    const parts = command.split(' && ').filter((part) => part !== 'npm run synth');
    expect(lines).toEqual(expect.arrayContaining(parts));
  });
});

describe('run by another test', () => {
  const byTests = Object.entries(proofs).flatMap(([command, proof]) =>
    proof.by === 'test' ? [{ command, ...proof }] : [],
  );
  it.each(byTests)('$command: $file', ({ file, says }) => {
    expect(read(file)).toContain(says);
  });
});

describe('run here', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
  });
  afterAll(() => scratch.remove());

  it.each(provenBy('here'))(
    '%s',
    (command) => {
      const { status, stderr } = spawnSync(command, { cwd: scratch.root, shell: true, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    },
    60_000,
  );
});

describe('help', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const named = [...read('help').matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, script]) => script);

  it('names every npm script, and no other', () => {
    expect([...new Set(named)].sort()).toEqual([...scripts].sort());
  });

  it('fits a terminal of 110 columns', () => {
    expect(
      Math.max(
        ...read('help')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(110);
  });
});
