/** One process from start to end, timed. All of them are run the same way, so that only what they do differs. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Layout } from './mesh';
import type { Usage } from './report-usage';

export interface Program {
  /** For the table. */
  readonly name: string;
  /** TypeScript file, from the project's root. */
  readonly file: string;
  readonly services?: number;
  /** @default - its own */
  readonly layout?: Layout;
}

/** In seconds and MiB. */
export interface Sample {
  readonly wall: number;
  /** User and system time of all threads: steadier than wall time where others use the machine too. */
  readonly cpu: number;
  readonly rssMiB: number;
}

const ROOT = path.resolve(__dirname, '../..');
const PRELOAD = path.join(__dirname, 'report-usage.ts');
const LONGEST_MS = 120_000;

export function timeProcess({ file, services, layout }: Program, outdir: string): Sample {
  const begin = performance.now();
  const argument = [services, layout].filter((word) => word !== undefined).map(String);
  const { status, output } = spawnSync(
    process.execPath,
    ['-r', 'tsx/cjs', '-r', PRELOAD, path.join(ROOT, file), ...argument],
    {
      cwd: ROOT,
      env: environment(outdir),
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
      encoding: 'utf8',
    },
  );
  const wall = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`${file} ${argument.join(' ')} failed:\n${output[2] ?? ''}`);
  const { cpuSeconds, rssMiB } = JSON.parse(output[3] ?? '') as Usage;
  return { wall, cpu: cpuSeconds, rssMiB };
}

/** The caller's settings and credentials have no say. */
function environment(outdir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(MESH|CDK|CDKTF|AWS|TF|NODE)_/.test(name));
  return {
    ...Object.fromEntries(kept),
    CDKTF_OUTDIR: outdir,
    CDK_OUTDIR: outdir,
    CDK_VALIDATION: 'false',
    MESH_STATE_BUCKET: 'bench-state',
  };
}
