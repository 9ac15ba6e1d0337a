/** `npm run golden`: writes every golden and every generated document anew. Then `git diff` shows what a change changes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { status } = spawnSync(
  process.execPath,
  [require.resolve('jest/bin/jest'), '__tests__/golden', '__tests__/docs'],
  { cwd: join(__dirname, '..', '..'), env: { ...process.env, GOLDEN: 'write' }, stdio: 'inherit' },
);
process.exit(status ?? 1);
