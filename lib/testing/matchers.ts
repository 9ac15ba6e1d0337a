/** Jest matchers for an application's own test: is it sound, and if not, does it say so as expected? */
import type { MeshApplication } from '../mesh/application';
import { formatProblem, type Problem, sortProblems } from '../mesh/checks/problem';
import { validateApplication } from '../mesh/validate';
import { routeMatchers } from './route-matchers';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way @types/jest is extended
  namespace jest {
    interface Matchers<R> {
      /** The application has no error; warnings are allowed. */
      toBeSound(): R;
      /** Exactly this code is among the application's problems. */
      toHaveProblem(code: string): R;
    }
  }
}

/** Call once, at the top of a test file or in `setupFilesAfterEnv`. */
export function setupMeshMatchers(): void {
  expect.extend({
    ...routeMatchers,
    toBeSound(application: MeshApplication) {
      const errors = sortProblems(validateApplication(application)).filter(
        ({ severity }) => severity === 'error',
      );
      return {
        pass: errors.length === 0,
        message: () => (errors.length === 0 ? 'it has no error' : `it has errors:\n${list(errors)}`),
      };
    },
    toHaveProblem(application: MeshApplication, code: string) {
      const found = sortProblems(validateApplication(application));
      const all = found.length === 0 ? 'it has no problem at all' : `it has:\n${list(found)}`;
      return {
        pass: found.some((problem) => problem.code === code),
        message: () => `problem ${code}: ${all}`,
      };
    },
  });
}

const list = (problems: readonly Problem[]) => problems.map(formatProblem).join('\n');
