// Runs the real checkov, offline, on the JSON of a stack.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { interpreterIn, type PythonEnvironment } from '../python';
import { readable } from './readable';

export const checkovPython: PythonEnvironment = {
  name: 'checkov',
  needs: 'checkov needs',
  oldest: [3, 10],
  requirements: join(__dirname, 'requirements.txt'),
};

export interface Scan {
  /** How many checks passed. */
  readonly passed: number;
  readonly findings: readonly Finding[];
}

export interface Finding {
  /** checkov's id of the check. */
  readonly check: string;
  readonly title: string;
  /** As terraform writes it. */
  readonly address: string;
}

interface Report {
  readonly results: { readonly failed_checks: readonly Failure[] };
  readonly summary?: { readonly passed: number; readonly parsing_errors: number };
}

interface Failure {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_line_range: readonly [first: number, last: number];
}

/** `json` as synthesised. One stack at a time, so that no check connects resources of two stacks. */
export async function scan(json: string): Promise<Scan> {
  const folder = mkdtempSync(join(tmpdir(), 'checkov-'));
  try {
    const text = readable(json);
    mkdirSync(join(folder, 'stack'));
    writeFileSync(join(folder, 'stack', 'cdk.tf.json'), text);
    const { results, summary } = await runCheckov(folder);
    // Where it has nothing to check, its report has another form.
    if (!summary || summary.parsing_errors > 0)
      throw new Error(`checkov reads nothing in the JSON:\n${text}`);
    const findings = results.failed_checks.map((failure) => ({
      check: failure.check_id,
      title: failure.check_name,
      address: addressAt(text, failure.file_line_range[0]),
    }));
    return { passed: summary.passed, findings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runCheckov(folder: string): Promise<Report> {
  const python = await interpreterIn(checkovPython);
  const words = ['--directory', 'stack', '--framework', 'terraform_json', '--output', 'json', '--compact'];
  const { stdout } = await promisify(execFile)(
    python,
    [join(dirname(python), 'checkov'), ...words, '--skip-download', '--soft-fail'],
    { cwd: folder, env: offline(folder), maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
}

/** Nothing of the user's settings or keys for checkov's platform, and a proxy at which nothing answers. */
function offline(home: string): NodeJS.ProcessEnv {
  const nobody = 'http://127.0.0.1:9';
  return {
    PATH: process.env['PATH'],
    SYSTEMROOT: process.env['SYSTEMROOT'],
    HOME: home,
    USERPROFILE: home,
    HTTP_PROXY: nobody,
    HTTPS_PROXY: nobody,
    CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true',
    LOG_LEVEL: 'ERROR',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

/** checkov names some resources without their type. The line says it, in JSON that is indented by two. */
function addressAt(text: string, line: number): string {
  const lines = text.split('\n').slice(0, line);
  const [kind, type, name] = [2, 4, 6].map((depth) => {
    const pattern = new RegExp(`^ {${depth}}"(.+)": [{[]`);
    return lines.flatMap((each) => pattern.exec(each)?.[1] ?? []).at(-1);
  });
  return `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
}
