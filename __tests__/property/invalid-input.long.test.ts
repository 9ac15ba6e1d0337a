/** As invalid-input.test.ts, with other mistakes each time. */
import { checkMistakes } from './invalid-input';

const SEED = Date.now() % 2 ** 31;
const RUNS = 30_000;

it(`says what is wrong with ${RUNS} mutated definitions, whatever it is (seed ${SEED})`, () => {
  checkMistakes(SEED, RUNS);
}, 900_000);
