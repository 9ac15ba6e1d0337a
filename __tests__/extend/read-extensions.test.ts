/** How `services/<application>/extend.ts` is found and read, in a copy of the project. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../support/scratch';

const JSON_FILE = 'cdktf.out/stacks/dev-color-teller/cdk.tf.json';
const fileOf = (folder: string) => `services/${folder}/extend.ts`;

let scratch: Scratch;
beforeAll(() => {
  scratch = makeScratch();
});
afterEach(() => {
  for (const folder of ['color-teller', 'ecsworkshop', 'http-service'])
    rmSync(join(scratch.root, fileOf(folder)), { force: true });
  rmSync(join(scratch.root, 'cdktf.out'), { recursive: true, force: true });
});
afterAll(() => scratch.remove());

const environment = () => ({ PATH: process.env['PATH'], MESH_IMAGES: 'v1', MESH_TARGET: 'none' });

function write(files: Readonly<Record<string, string>>): void {
  for (const [folder, text] of Object.entries(files)) writeFileSync(join(scratch.root, fileOf(folder)), text);
}

/** @param files by folder of the application */
function synth(files: Readonly<Record<string, string>>) {
  write(files);
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts', '--quiet'], {
    cwd: scratch.root,
    env: environment(),
    encoding: 'utf8',
  });
  return { status, problems: stderr.trim().split('\n') };
}

const extension = (body: string, application = './application') =>
  [
    "import { extend } from '../../lib/extend';",
    `import application from '${application}';`,
    'export default extend(application, ({ tasks }) => {',
    `  ${body}`,
    '});',
    '',
  ].join('\n');

const RIGHT = "tasks.red.grant({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::pictures/*'] });";

it('is read by synth', () => {
  expect(synth({ 'color-teller': extension(RIGHT) })).toEqual({ status: 0, problems: [''] });
  const { resource } = JSON.parse(readFileSync(join(scratch.root, JSON_FILE), 'utf8')) as {
    resource: { aws_iam_role_policy: Record<string, { policy: string }> };
  };
  expect(resource.aws_iam_role_policy['red_task']?.policy).toContain('arn:aws:s3:::pictures/*');
});

it('is read by nothing that asks about routes', async () => {
  write({ 'color-teller': "throw new Error('read');\n" });
  const words = ['color-teller', 'GET', '/gateway/color/color'];
  const { exitCode, stderr } = await scratch.run('explain', words, environment());
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

it.each([
  [
    'in its function, where it runs',
    { 'color-teller': extension('tasks.redd.grant();'), ecsworkshop: extension('null.pictures;') },
    [
      'services/color-teller/extend.ts:4:9: this application has no task "redd"; did you mean "red"? [extend-unknown]',
      "services/ecsworkshop/extend.ts:4:8: it throws: TypeError: Cannot read properties of null (reading 'pictures'); correct it there [extend-broken]",
    ],
  ],
  [
    'that keeps it from being loaded, where it is',
    { 'color-teller': "throw new Error('no table');\n", ecsworkshop: 'export default extend(;\n' },
    [
      'services/color-teller/extend.ts:1:7: it cannot be read: no table; correct it there [application-broken]',
      'services/ecsworkshop/extend.ts:1:23: it cannot be read: Unexpected ";"; correct it there [application-broken]',
    ],
  ],
  [
    'in what it imports and exports',
    { 'color-teller': "import './alarms';\n", ecsworkshop: 'export const extension = 1;\n' },
    [
      'services/color-teller/extend.ts:1:8: there is no file "./alarms"; make it, or remove the line [application-file-missing]',
      'services/ecsworkshop/extend.ts: it exports no extension as its default, got nothing; write export default extend(application, …), with the application of ./application [extend-missing]',
    ],
  ],
  [
    'in whose it is',
    { 'color-teller': extension('', '../ecsworkshop/application'), 'http-service': extension('') },
    [
      'services/color-teller/extend.ts: it extends an application of another folder, got "ecsworkshop"; give extend(…) the application "color-teller" of ./application [extend-other]',
      'services/http-service/extend.ts: no listed application is named "http-service", so nothing reads it; give the folder the name of its application, or remove the file [extend-unread]',
    ],
  ],
])('a mistake %s, is one problem of all, and no file is written', (_, files, problems) => {
  expect(synth(files)).toEqual({ status: 1, problems });
  expect(existsSync(join(scratch.root, JSON_FILE))).toBe(false);
});
