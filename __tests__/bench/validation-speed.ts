/** How long the checks of a large mesh take in a fresh process, as they do in a synth. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Figure, median } from './figures';

const SERVICES = 1000;
const ROUNDS = 5;
const MAX_MILLISECONDS = 300;

const ROOT = path.resolve(__dirname, '../..');

export function benchValidation(): Figure {
  const child = ['-r', 'tsx/cjs', path.join(__dirname, 'validated-mesh.ts'), String(SERVICES)];
  const times = Array.from({ length: ROUNDS }, () =>
    Number(execFileSync(process.execPath, child, { cwd: ROOT, encoding: 'utf8' })),
  );
  return {
    what: `validation of a mesh of ${SERVICES} services, five backends each, CPU time`,
    measured: median(times),
    bound: MAX_MILLISECONDS,
    unit: ' ms',
    aside: `fresh processes, median of ${ROUNDS}`,
  };
}
