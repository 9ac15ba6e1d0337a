import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWritten, readStackTexts } from '../../../lib/commands/stacks/written-stacks';
import { makeScratch, type Scratch } from '../../support/scratch';

describe('what synth has written', () => {
  it('is each stack by its path, with what became of it', () => {
    const before = new Map([
      ['dev-shop', '{"a":1}'],
      ['dev-shop-web', '{"a":1}'],
      ['prod-shop', '{}'],
    ]);
    const after = new Map([
      ['dev-shop', '{"a":1}'],
      ['dev-shop-web', '{"a":2}'],
      ['dev-shop-cart', '{}'],
    ]);
    expect(describeWritten('cdktf.out', before, after).split('\n')).toEqual([
      'wrote the Terraform JSON of 3 stacks to cdktf.out:',
      '  stacks/dev-shop/cdk.tf.json       as before',
      '  stacks/dev-shop-cart/cdk.tf.json  new',
      '  stacks/dev-shop-web/cdk.tf.json   changed',
      '  stacks/prod-shop/cdk.tf.json      gone',
      'npm run list tells their order, npm run diff what they would change on AWS',
    ]);
  });

  it('is read from the folder, where there is one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'written-'));
    expect(readStackTexts(folder)).toEqual(new Map());
    mkdirSync(join(folder, 'stacks', 'dev-shop'), { recursive: true });
    mkdirSync(join(folder, 'stacks', 'prod-shop'));
    writeFileSync(join(folder, 'stacks', 'dev-shop', 'cdk.tf.json'), '{}');
    expect(readStackTexts(folder)).toEqual(new Map([['dev-shop', '{}']]));
    rmSync(folder, { recursive: true });
  });
});

describe('npm run synth', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
  });
  afterAll(() => scratch.remove());

  it('says what it wrote and where, and what of it has changed', async () => {
    const first = await scratch.run('synth');
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('stacks to cdktf.out:\n');
    expect(first.stdout).toMatch(/^ {2}stacks\/dev-color-teller\/cdk\.tf\.json +new$/m);
    expect(readStackTexts(join(scratch.root, 'cdktf.out')).has('dev-color-teller')).toBe(true);
    const weights = { ...process.env, MESH_WEIGHTS: 'color-service/default:red=90,blue=10' };
    const { stdout } = await scratch.run('synth', [], weights);
    expect(stdout.split('\n').filter((line) => line.endsWith(' changed'))).toEqual([
      expect.stringMatching(/^ {2}stacks\/dev-color-teller\/cdk\.tf\.json +changed$/),
    ]);
  }, 60_000);

  it('says nothing of the kind where something is wrong, and ends with 1', async () => {
    const { exitCode, stdout, stderr } = await scratch.run('synth', [], {
      ...process.env,
      MESH_STAGE: 'Prod!',
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('MESH_STAGE');
  }, 60_000);

  it('has help, and knows no flags', async () => {
    expect((await scratch.run('synth', ['--help'])).stdout).toContain('cdktf.out/stacks/<stack>/cdk.tf.json');
    const { exitCode, stderr } = await scratch.run('synth', ['--stage', 'prod']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('[flag-unknown]') });
  }, 60_000);
});
