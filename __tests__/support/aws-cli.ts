// AWS's command line in front of the doubles, for commands that outputs hold.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { AwsDoubles } from './aws-doubles';
import { doublesPython } from './doubles/python';
import { interpreterIn } from './python';

/** Runs a line in a shell that finds an `aws`, see `aws_cli.py`. Resolves with what it prints. */
export async function runAwsCommand({ env }: AwsDoubles, command: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const program = join(__dirname, 'doubles', 'aws_cli.py');
  const words = [await interpreterIn(doublesPython), program].map((word) => `'${word}'`).join(' ');
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  const PATH = [folder, env['PATH']].join(delimiter);
  try {
    return execFileSync('bash', ['-o', 'pipefail', '-c', command], {
      env: { ...env, PATH, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
