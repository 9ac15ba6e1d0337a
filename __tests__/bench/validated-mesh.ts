/** Child process: completes and validates a mesh of `argv[2]` services, each of which calls five, and prints the milliseconds of CPU. */
import { completeApplication } from '../../lib/mesh/complete-application';
import { throwErrors } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import { soundMesh } from '../property/validation-time';

const parts = soundMesh(Number(process.argv[2]));
const before = process.cpuUsage();
throwErrors(
  validateApplication(
    completeApplication('bench', { stage: 'dev' }, { mesh: 'bench', namespace: 'bench.local', ...parts }),
  ),
);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
