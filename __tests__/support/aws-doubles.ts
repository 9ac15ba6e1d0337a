// The AWS that deploy tests apply to: moto with our patches and an App Mesh double, in one process on one free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { doublesPython } from './doubles/python';
import { interpreterIn, whyNoPython } from './python';
import { terraformEnvironment, whyNoTerraform } from './terraform';

/** One call that the doubles answered, in order of its end. */
export interface AwsCall {
  /** Signing name: `ecs`, `elasticloadbalancing`, `appmesh`, … */
  readonly service: string | null;
  /** null where the API is told apart by method and path only (S3, Route 53). */
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The error code of an answer from 400 on. */
  readonly error?: string | null;
  /** Asked again by an SDK that did not get the answer; it got the answer of the first time. */
  readonly repeated: boolean;
  /** Made by `call()`, not by terraform. */
  readonly byTest: boolean;
}

export interface AwsDoubles {
  readonly endpoint: string;
  /** Everything terraform, cdktf and the S3 backend need to take the doubles for AWS; pass it as a child's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** One AWS API call: `call('ecs', 'DescribeServices', { cluster, services })`. Rejects with `AwsError`. */
  call<Result = Record<string, unknown>>(
    service: string,
    operation: string,
    parameters?: object,
  ): Promise<Result>;
  calls(): readonly AwsCall[];
  /** The next answer to this operation is lost after its headers, though what was asked is done. */
  cutNextAnswer(operation: string): Promise<void>;
  /** What the doubles wrote to their error output: tracebacks, if any. */
  errors(): string;
  stop(): Promise<void>;
}

export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** `Code: message` with which the doubles refuse a call; `accepted` if they do not. */
export function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof AwsError ? `${error.code}: ${error.message}` : String(error)),
  );
}

const region = 'us-west-2';
/** A cold start imports moto and loads IAM's managed policies: 1.5 s when alone. */
const startTimeoutMs = 60_000;

/** Why deploy tests cannot run on this machine; undefined if they can. */
export function whyNoAwsDoubles(): string | undefined {
  const reasons = [whyNoPython(doublesPython), whyNoTerraform()].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

/** `describe` for tests that need the doubles: a loud skip where a tool is missing, a failure with CI=true. */
export function describeWithAws(title: string, body: () => void): void {
  describeUnless(whyNoAwsDoubles(), title, body);
}

/** Terraform alone, which asks nothing of AWS. */
export function describeWithTerraform(title: string, body: () => void): void {
  describeUnless(whyNoTerraform(), title, body);
}

function describeUnless(reason: string | undefined, title: string, body: () => void): void {
  if (reason === undefined) return void describe(title, body);
  if (process.env['CI'] === 'true') {
    return void describe(title, () => {
      test('the tools are there', () => {
        throw new Error(reason);
      });
    });
  }
  console.warn(`SKIPPED: ${title}: ${reason}`);
  describe.skip(title, body);
}

export async function startAwsDoubles(): Promise<AwsDoubles> {
  const python = await interpreterIn(doublesPython);
  const folder = mkdtempSync(join(tmpdir(), 'aws-doubles-'));
  const log = join(folder, 'calls.jsonl');
  const errors = join(folder, 'errors.log');
  const errorFile = openSync(errors, 'w');
  // The child ends when its standard input closes, which the system does for us if this process is killed.
  const child = spawn(python, [join(__dirname, 'doubles', 'aws.py'), log], {
    stdio: ['pipe', 'pipe', errorFile],
    env: { ...withoutAws(process.env), PYTHONDONTWRITEBYTECODE: '1' },
  });
  closeSync(errorFile);
  const endpoint = `http://127.0.0.1:${await portOf(child, errors)}`;
  return {
    endpoint,
    env: terraformEnvironment(environmentFor(endpoint)),
    call: (service, operation, parameters = {}) =>
      callAws(endpoint, { service, operation, parameters, region }),
    calls: () => readCalls(log),
    cutNextAnswer: (operation) => cutNextAnswer(endpoint, operation),
    errors: () => readFileSync(errors, 'utf8'),
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No endpoint and no credentials stand in the JSON that is applied, so they come from here. */
function environmentFor(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...withoutAws(process.env),
    AWS_ENDPOINT_URL: endpoint,
    // S3 clients put the bucket before the host, and `bucket.127.0.0.1` is no name that resolves. Only the JSON could
    // ask for the path style; but a name that is not loopback goes to the proxy, so the double is the proxy as well.
    HTTP_PROXY: endpoint,
    http_proxy: endpoint,
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    // A 500 of a double is a mistake to see at once, not to ask again 25 times.
    AWS_MAX_ATTEMPTS: '2',
  };
}

/** The user's own profile, region, certificates and endpoints must not leak into a test. */
function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AWS_|MOTO_)/.test(name)));
}

async function portOf(child: ChildProcess, errors: string): Promise<number> {
  const timer = setTimeout(() => child.kill(), startTimeoutMs);
  try {
    const lines = child.stdout ? createInterface({ input: child.stdout }) : [];
    for await (const line of lines) return (JSON.parse(line) as { port: number }).port;
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the AWS doubles did not start:\n${readFileSync(errors, 'utf8')}`);
}

async function callAws<Result>(endpoint: string, request: object): Promise<Result> {
  const response = await fetch(`${endpoint}/doubles/call`, { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as {
    result: Result;
    error?: { code: string; message: string; status: number };
  };
  if (answer.error) throw new AwsError(answer.error.code, answer.error.message, answer.error.status);
  return answer.result;
}

async function cutNextAnswer(endpoint: string, operation: string): Promise<void> {
  await fetch(`${endpoint}/doubles/cut`, { method: 'POST', body: JSON.stringify({ operation }) });
}

function readCalls(log: string): AwsCall[] {
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as AwsCall);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  return ended;
}
