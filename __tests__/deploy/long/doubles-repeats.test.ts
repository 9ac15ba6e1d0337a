// What the doubles do where an answer gets lost: the call is asked again, and is answered as the first time.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { doublesPython } from '../../support/doubles/python';
import { meshResources, writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { interpreterIn } from '../../support/python';
import { terraform } from '../../support/terraform';

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } },
  ],
};
const resources = {
  ...meshResources,
  aws_iam_role: { task: { name: 'task', assume_role_policy: JSON.stringify(trust) } },
  aws_ecs_task_definition: {
    app: { family: 'app', container_definitions: '[{"name":"app","image":"app:1","memory":512}]' },
  },
};

describeWithAws('an answer of the AWS doubles that gets lost', () => {
  let aws: AwsDoubles;
  beforeAll(async () => {
    aws = await startAwsDoubles();
  }, 300_000);
  afterAll(() => aws.stop());

  const repeated = (since = 0): string[] =>
    aws
      .calls()
      .slice(since)
      .flatMap((call) => (call.repeated ? [String(call.operation)] : []))
      .sort();

  test('is asked again by terraform, and apply and destroy still pass', async () => {
    const folder = writeConfiguration(resources);
    const run = async (args: readonly string[]): Promise<void> => {
      const { exitCode, stdout, stderr } = await terraform([...args, '-no-color'], {
        cwd: folder,
        env: aws.env,
      });
      expect({ exitCode, output: exitCode === 0 ? '' : stdout + stderr }).toEqual({
        exitCode: 0,
        output: '',
      });
    };
    // REST, query and JSON APIs; what a second time would refuse, and what it would make twice.
    const created = ['CreateMesh', 'CreateRole', 'CreateRoute', 'RegisterTaskDefinition'];
    await run(['init']);
    for (const operation of created) await aws.cutNextAnswer(operation);
    await run(['apply', '-auto-approve']);
    expect(repeated()).toEqual(created);
    await run(['plan', '-detailed-exitcode']);

    const before = aws.calls().length;
    const deleted = ['DeleteMesh', 'DeleteRole'];
    for (const operation of deleted) await aws.cutNextAnswer(operation);
    await run(['destroy', '-auto-approve']);
    expect(repeated(before)).toEqual(deleted);
    expect(await aws.call('ecs', 'ListTaskDefinitions')).toMatchObject({ taskDefinitionArns: [] });
    rmSync(folder, { recursive: true });
  }, 180_000);

  /** A new key for each call that is carried out. One of RSA takes a second to make. */
  const createKey = async (
    invocation: string | undefined,
    KeySpec = 'SYMMETRIC_DEFAULT',
  ): Promise<string> => {
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'TrentService.CreateKey',
        Authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/kms/aws4_request, SignedHeaders=host, Signature=0',
        ...(invocation && { 'amz-sdk-invocation-id': invocation }),
      },
      body: JSON.stringify({
        KeySpec,
        KeyUsage: KeySpec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : 'SIGN_VERIFY',
      }),
    });
    return ((await response.json()) as { KeyMetadata: { KeyId: string } }).KeyMetadata.KeyId;
  };

  test('is the answer of a repeat that comes while the first call is still running', async () => {
    const before = aws.calls().length;
    const asked = Array.from({ length: 8 }, () => createKey('slow', 'RSA_4096'));
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(repeated(before)).toEqual(Array(7).fill('CreateKey'));
    const log = aws.calls().slice(before);
    expect(log.map(({ service, operation, status }) => ({ service, operation, status }))).toEqual(
      Array(8).fill({ service: 'kms', operation: 'CreateKey', status: 200 }),
    );
  }, 60_000);

  test('is kept for its own call: another id, or none, is another call', async () => {
    const before = aws.calls().length;
    const keys = [
      await createKey('one'),
      await createKey('one'),
      await createKey('two'),
      await createKey(undefined),
      await createKey(undefined),
    ];
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(4);
    expect(repeated(before)).toEqual(['CreateKey']);
  });

  test('leaves no traceback where the client has gone before it', async () => {
    const { port, hostname } = new URL(aws.endpoint);
    for (let each = 0; each < 20; each += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.write('GET /moto-api/ HTTP/1.1\r\nHost: x\r\n\r\n', resolve));
      socket.resetAndDestroy();
    }
    await createKey(undefined);
    expect(aws.errors()).toBe('');
  });

  test('is kept within bounds: the oldest go first, by number and by size', async () => {
    const script = `
import json
from repeats import Repeats
ran = []
def app(environ, start_response):
    ran.append(environ["HTTP_AMZ_SDK_INVOCATION_ID"])
    start_response("200 OK", [])
    return [b"x" * environ["size"]]
def ask(repeats, name, size=1):
    call = {"HTTP_AMZ_SDK_INVOCATION_ID": name, "REQUEST_METHOD": "POST", "RAW_URI": "/", "size": size}
    repeats(call, lambda *_: None)
few = Repeats(app, kept_answers=2)
[ask(few, name) for name in ["a", "b", "c", "c", "b", "a"]]
ran.append("|")
small = Repeats(app, kept_bytes=10)
[ask(small, name, size) for name, size in [("a", 6), ("b", 6), ("b", 6), ("a", 6), ("large", 99), ("large", 99)]]
print(json.dumps(ran))
`;
    const python = await interpreterIn(doublesPython);
    const PYTHONPATH = join(__dirname, '..', '..', 'support', 'doubles');
    const env = { ...process.env, PYTHONPATH, PYTHONDONTWRITEBYTECODE: '1' };
    const { stdout, stderr } = spawnSync(python, ['-c', script], { encoding: 'utf8', env });
    expect(stderr).toBe('');
    expect((JSON.parse(stdout) as string[]).join(' ')).toBe('a b c a | a b a large large');
  });
});
