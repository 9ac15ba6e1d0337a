import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bucketAddress, stateKeyOf, synthesise } from '../../../lib/commands/run/synth-stacks';
import { openRun } from '../../../lib/commands/run/run';
import { refusalOf } from '../rejections';

async function synthesiseIn(root: string): Promise<void> {
  const run = openRun({ root, command: 'diff', stacks: [], isExclusive: false });
  try {
    await synthesise(root, run);
  } finally {
    run.close();
  }
}

describe('the JSON that the commands work with', () => {
  let root: string;
  const before = { ...process.env };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'synth-'));
  });
  afterEach(() => {
    process.env = before;
    rmSync(root, { recursive: true, force: true });
  });
  const write = (stack: string, json: object) => {
    mkdirSync(join(root, stack), { recursive: true });
    writeFileSync(join(root, stack, 'cdk.tf.json'), JSON.stringify(json));
  };

  it('says where a stack keeps its state', () => {
    write('dev-shop', { terraform: { backend: { s3: { key: 'dev-shop.tfstate' } } } });
    expect(stateKeyOf(root, 'dev-shop')).toBe('dev-shop.tfstate');
  });

  it('says which resource the bucket is', () => {
    const terraform = { backend: { local: {} } };
    write('state', {
      terraform,
      resource: { aws_s3_bucket: { bucket: {} }, aws_s3_bucket_policy: { p: {} } },
    });
    expect(bucketAddress(root, 'state')).toBe('aws_s3_bucket.bucket');
  });

  it('is not written elsewhere by an environment that says so, since the state of stack state is found from there', async () => {
    process.env = { ...before, CDKTF_OUTDIR: 'elsewhere/out' };
    expect(await refusalOf(() => synthesiseIn(root))).toBe(
      'CDKTF_OUTDIR: must be cdktf.out of the project, since the state of stack "state" is found from there, got "elsewhere/out"; unset it for this command [output-folder]',
    );
  });

  it.each(['cdktf.out', './cdktf.out/'])(
    'may be asked for there (%s); a synth that fails ends the command',
    async (outdir) => {
      process.env = { ...before, CDKTF_OUTDIR: outdir };
      symlinkSync(join(__dirname, '..', '..', '..', 'node_modules'), join(root, 'node_modules'));
      writeFileSync(join(root, 'main.ts'), 'process.exit(7);');
      expect(await refusalOf(() => synthesiseIn(root))).toBe('ends with 1');
    },
  );
});
