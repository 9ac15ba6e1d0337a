/** The flag of every command that runs terraform. */
import type { Flag } from '../cli/command-line';

export const VERBOSE: Flag = {
  name: '--verbose',
  meaning: 'Shows all output of terraform. Without it the output goes to a log file only.',
};
