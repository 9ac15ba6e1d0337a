/** What is wrong with ten thousand places is found in at most twice the time of a sound mesh. */
import { testValidationTime } from './validation-time-test';

testValidationTime(10_000, 120_000);
