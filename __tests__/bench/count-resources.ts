/** What a synth has written: both sides must have declared about as much. */
import fs from 'node:fs';
import path from 'node:path';

export interface Output {
  readonly resources: number;
  readonly megabytes: number;
}

/** All stacks of a `cdktf.out`. */
export function countTerraform(outdir: string): Output {
  const stacks = path.join(outdir, 'stacks');
  return count(
    fs.readdirSync(stacks).map((stack) => path.join(stacks, stack, 'cdk.tf.json')),
    (json: { resource?: Record<string, object> }) =>
      Object.values(json.resource ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0),
  );
}

/** All templates of a `cdk.out`. */
export function countCloudFormation(outdir: string): Output {
  return count(
    fs
      .readdirSync(outdir)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => path.join(outdir, file)),
    (json: { Resources?: object }) => Object.keys(json.Resources ?? {}).length,
  );
}

function count<T>(files: readonly string[], resourcesOf: (json: T) => number): Output {
  const texts = files.map((file) => fs.readFileSync(file, 'utf8'));
  return {
    resources: texts.reduce((sum, text) => sum + resourcesOf(JSON.parse(text) as T), 0),
    megabytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6,
  };
}
