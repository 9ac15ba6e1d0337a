// The Python that runs the doubles.
import { join } from 'node:path';
import type { PythonEnvironment } from '../python';

/** moto 5.2 needs Python 3.10. */
export const doublesPython: PythonEnvironment = {
  name: 'doubles',
  needs: 'the AWS doubles need',
  oldest: [3, 10],
  requirements: join(__dirname, 'requirements.txt'),
};
