import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const PATCHES = join(ROOT, 'lib/stacks/cdktf/cdktf-speed.ts');
const APP = join(ROOT, '__tests__/support/patched-app.ts');

interface Synth {
  /** Text by path below the output folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly printed: string;
}

function synth(variant: 'patched' | 'stock'): Synth {
  const outdir = mkdtempSync(join(tmpdir(), 'cdktf-speed-'));
  try {
    const preload = variant === 'patched' ? ['-r', PATCHES] : [];
    const printed = execFileSync(process.execPath, ['-r', 'tsx/cjs', ...preload, APP, variant], {
      cwd: ROOT,
      env: { ...process.env, CDKTF_OUTDIR: outdir, NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    const paths = readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = paths.map((path) => [path.slice(outdir.length), readFileSync(path, 'utf8')]);
    return { files: Object.fromEntries(files) as Record<string, string>, printed };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

describe('the patches of cdktf', () => {
  let patched: Synth;
  let stock: Synth;
  beforeAll(() => {
    [patched, stock] = [synth('patched'), synth('stock')];
  }, 60_000);

  it('change no byte of what is written', () => {
    expect(Object.keys(patched.files)).toContain('/stacks/tokens/cdk.tf.json');
    expect(patched.files).toEqual(stock.files);
  });

  it('change no word of what cdktf says to a value that it cannot resolve', () => {
    expect(stock.printed).toContain('Error');
    expect(patched.printed).toBe(stock.printed);
  });
});
