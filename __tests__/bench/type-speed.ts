/** What it costs that the compiler knows the names in an application. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Figure, share } from './figures';
import { type Program, timeProcess } from './timed-process';

const SERVICES = 100;
const ROUNDS = 5;
/** Share of the time for an application that declares nothing. */
const MAX_SHARE = 1.5;

/** Each beside the other, several times. */
export function benchTypes(): Figure {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'meshwright-types-'));
  try {
    const time = (program: Program) => timeProcess(program, folder);
    const rounds = Array.from({ length: ROUNDS }, () => [time(checked(SERVICES)), time(checked(0))] as const);
    const [full, empty] = [rounds.map(([one]) => one), rounds.map(([, other]) => other)];
    return {
      what: `type-checking an application of ${SERVICES} services, CPU time over that of an empty one`,
      measured: share(full, empty, 'cpu'),
      bound: MAX_SHARE,
      unit: '-fold',
      aside: `wall ${share(full, empty, 'wall').toFixed(2)}-fold`,
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const checked = (services: number): Program => ({
  name: `types, ${services} services`,
  file: '__tests__/bench/checked-application.ts',
  services,
});
