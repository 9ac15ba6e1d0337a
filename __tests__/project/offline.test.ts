/** `npm run synth` needs node and the checkout: no network, no AWS credentials, no terraform. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const guard = join(root, '__tests__', 'support', 'forbid-outside.js');

function run(args: readonly string[], folder: string) {
  return spawnSync(process.execPath, ['-r', guard, ...args], {
    cwd: root,
    encoding: 'utf8',
    // Nothing of the user's: no PATH to a terraform, no home with credentials.
    env: { PATH: '/nowhere', HOME: folder, TMPDIR: folder, CDKTF_OUTDIR: join(folder, 'cdktf.out') },
  });
}

describe('synth', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offline-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes every stack without a connection, a look-up or another program', () => {
    const { status, stderr } = run(['-r', 'tsx/cjs', 'main.ts'], folder);
    expect(stderr).not.toContain('forbidden');
    expect(status).toBe(0);
    expect(existsSync(join(folder, 'cdktf.out', 'stacks', 'dev-color-teller', 'cdk.tf.json'))).toBe(true);
  });

  it.each([
    ['a connection', "require('node:net').connect(80, '127.0.0.1')"],
    ['a look-up', "require('node:dns').lookup('example.com', () => {})"],
    ['another program', "require('node:child_process').spawn('terraform')"],
  ])('would be seen to need %s', (_, program) => {
    expect(run(['-e', program], folder).status).toBe(99);
  });
});
