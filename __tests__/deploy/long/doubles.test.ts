// The AWS doubles under the real terraform and the real provider: apply, an empty second plan, destroy; what drifts.
import { rmSync } from 'node:fs';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { meshResources, taskResource, writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform } from '../../support/terraform';

describeWithAws('terraform on the AWS doubles', () => {
  let aws: AwsDoubles;
  const folders: string[] = [];

  /** Runs one command and returns what it printed; any other exit code than the expected one fails with its output. */
  const run = async (folder: string, args: readonly string[], expected = 0): Promise<string> => {
    const { exitCode, stdout, stderr } = await terraform([...args, '-no-color'], {
      cwd: folder,
      env: aws.env,
    });
    if (exitCode !== expected)
      throw new Error(`terraform ${args.join(' ')}: ${exitCode}\n${stdout}\n${stderr}`);
    return stdout;
  };
  const folderOf = (...configuration: Parameters<typeof writeConfiguration>): string => {
    const folder = writeConfiguration(...configuration);
    folders.push(folder);
    return folder;
  };

  beforeAll(async () => {
    aws = await startAwsDoubles();
  }, 300_000);
  afterAll(async () => {
    await aws.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('a mesh with every App Mesh resource, its state in S3: apply, an empty plan, destroy', async () => {
    await aws.call('s3', 'CreateBucket', {
      Bucket: 'state',
      CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
    });
    const s3 = {
      bucket: 'state',
      key: 'mesh.tfstate',
      region: 'us-west-2',
      use_lockfile: true,
      encrypt: true,
    };
    const folder = folderOf(meshResources, { s3 });
    await run(folder, ['init']);
    await run(folder, ['apply', '-auto-approve']);
    await run(folder, ['plan', '-detailed-exitcode']);
    await run(folder, ['destroy', '-auto-approve']);

    expect(await aws.call('appmesh', 'ListMeshes')).toEqual({ meshes: [] });
    const locking = aws.calls().filter(({ path }) => path === '/state/mesh.tfstate.tflock');
    expect(locking.filter(({ method }) => method === 'PUT')).toHaveLength(3);
    expect(locking.filter(({ method }) => method === 'DELETE')).toHaveLength(3);
  }, 120_000);

  test('a careless container definition drifts, and the form that ECS reads back does not', async () => {
    const reversed = ['c', 'b'].map((containerName) => ({ containerName, condition: 'START' }));
    const careless = {
      'order-of-dependencies': { dependsOn: reversed },
      'capabilities-left-out': { linuxParameters: { capabilities: { drop: ['ALL'] } } },
    };
    // Drifted once: the provider has learnt to see through these, and our doubles do answer the long form.
    const seenThrough = {
      'defaults-left-out': {
        cpu: undefined,
        essential: undefined,
        mountPoints: undefined,
        systemControls: undefined,
      },
      'port-left-short': { portMappings: [{ containerPort: 3000 }] },
      'health-check-left-short': { healthCheck: { command: ['CMD', 'true'] } },
      'order-of-environment': {
        environment: [
          { name: 'B', value: '2' },
          { name: 'A', value: '1' },
        ],
      },
    };
    const definitions = { canonical: {}, ...careless, ...seenThrough };
    const resources = Object.entries(definitions).map(([name, change]) => [name, taskResource(name, change)]);
    const folder = folderOf({ aws_ecs_task_definition: Object.fromEntries(resources) });
    await run(folder, ['init']);
    await run(folder, ['apply', '-auto-approve']);
    const plan = await run(folder, ['plan', '-detailed-exitcode', '-json'], 2);
    expect(changedResources(plan)).toEqual(Object.keys(careless).sort());
  }, 120_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(aws.errors()).toBe('');
  });
});

function changedResources(plan: string): string[] {
  const messages = plan.split('\n').filter((line) => line !== '');
  return messages
    .map((line) => JSON.parse(line) as { type: string; change?: { resource: { resource_name: string } } })
    .flatMap(({ type, change }) =>
      type === 'planned_change' && change ? [change.resource.resource_name] : [],
    )
    .sort();
}
