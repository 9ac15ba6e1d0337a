/** What the real terraform makes of texts in Terraform JSON: a configuration of outputs alone, so no provider is needed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraform, terraformEnvironment } from '../support/terraform';

export async function evaluate(texts: readonly string[]): Promise<string[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'meshwright-values-'));
  const env = terraformEnvironment(process.env);
  try {
    const output = Object.fromEntries(texts.map((value, index) => [`value_${index}`, { value }]));
    writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify({ output }));
    const applied = await terraform(['apply', '-auto-approve', '-no-color'], { cwd, env });
    if (applied.exitCode !== 0) throw new Error(applied.stderr);
    const { stdout } = await terraform(['output', '-json'], { cwd, env });
    const values = JSON.parse(stdout) as Record<string, { readonly value: string }>;
    return texts.map((_, index) => values[`value_${index}`]?.value ?? '');
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
