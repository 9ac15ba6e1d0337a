/** As invalid-input.test.ts, with other mistakes each time. */
import { checkMistakes } from './invalid-input';

const SEED = Date.now() % 2 ** 31;
const RUNS = 30_000;
const LARGE_RUNS = 200;

it(`says what is wrong with ${RUNS} mutated definitions, whatever it is (seed ${SEED})`, () => {
  checkMistakes('few', SEED, RUNS);
}, 900_000);

it(`says what is wrong with ${LARGE_RUNS} definitions with lists of ten thousand (seed ${SEED})`, () => {
  checkMistakes('large', SEED, LARGE_RUNS);
}, 900_000);
