import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bucketAddress, stateKeyOf, synthesise } from '../../lib/commands/synthesis';
import { refusalOf } from './rejections';

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
    mkdirSync(join(root, 'cdktf.out', 'stacks', stack), { recursive: true });
    writeFileSync(join(root, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), JSON.stringify(json));
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

  it('is written to cdktf.out and nowhere else, since the state of stack state is found from there', async () => {
    process.env = { ...before, CDKTF_OUTDIR: 'elsewhere/out' };
    expect(await refusalOf(() => synthesise(root))).toBe(
      'CDKTF_OUTDIR: must be cdktf.out of the project, since the state of stack "state" is found from there, got "elsewhere/out"; unset it for this command [output-folder]',
    );
  });

  it.each(['cdktf.out', './cdktf.out/'])(
    'may be asked for there (%s); a synth that fails ends the command',
    async (outdir) => {
      process.env = { ...before, CDKTF_OUTDIR: outdir };
      symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(root, 'node_modules'));
      writeFileSync(join(root, 'main.ts'), 'process.exit(7);');
      expect(await refusalOf(() => synthesise(root))).toBe('ends with 1');
    },
  );
});
