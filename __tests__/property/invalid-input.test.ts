/** Whatever is declared, the answer is a sound mesh or problems that say what is wrong; never an error of another kind. */
import { completeApplication } from '../../lib/mesh/complete-application';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import { checkMistakes } from './invalid-input';
import { wholeMeshes } from './whole-mesh';

const SEED = 20_261_125;
const RUNS = 500;
const LARGE_RUNS = 10;

describe('a definition that nothing is wrong with', () => {
  it.each(wholeMeshes.map((definition) => [definition.mesh, definition] as const))(
    '%s is sound',
    (_, whole) => {
      const application = completeApplication('shop', { stage: 'dev' }, whole);
      expect(validateApplication(application).map(formatProblem)).toEqual([]);
    },
  );
});

it(`says what is wrong with ${RUNS} mutated definitions, whatever it is (seed ${SEED})`, () => {
  checkMistakes('few', SEED, RUNS);
}, 60_000);

it(`says what is wrong with ${LARGE_RUNS} definitions with lists of ten thousand (seed ${SEED})`, () => {
  checkMistakes('large', SEED, LARGE_RUNS);
}, 60_000);
