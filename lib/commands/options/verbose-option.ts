/** The flag of every command that runs terraform. */
import type { Flag } from '../cli/command-line';

export const VERBOSE: Flag = {
  name: '--verbose',
  meaning: 'Shows all that terraform says, which goes to a log file else.',
};
