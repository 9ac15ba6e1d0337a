/** What is wrong with 500 places is found in at most twice the time of a sound mesh. */
import { testValidationTime } from './validation-time-test';

testValidationTime(500, 30_000);
