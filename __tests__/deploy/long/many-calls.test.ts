// The doubles answer each call the first time: one answer in 3,000 got lost while headers and body were two writes.
import { rmSync } from 'node:fs';
import { describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform } from '../../support/terraform';

const mesh_name = '${aws_appmesh_mesh.mesh.id}';
const node = (name: string) => ({ mesh_name, name, spec: {} });
const names = Array.from({ length: 500 }, (_, index) => `node-${index}`);
const resources = {
  aws_appmesh_mesh: { mesh: { name: 'mesh' } },
  aws_appmesh_virtual_node: Object.fromEntries(names.map((name) => [name, node(name)])),
};

describeWithAws('the AWS doubles', () => {
  test('answer 5,000 calls of terraform, and none is repeated', async () => {
    const aws = await startAwsDoubles();
    const cwd = writeConfiguration(resources);
    const run = async (...args: string[]): Promise<void> => {
      const { exitCode, stderr } = await terraform([...args, '-no-color'], { cwd, env: aws.env });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    };
    await run('init');
    await run('apply', '-auto-approve', '-parallelism=20');
    for (let plan = 0; plan < 4; plan += 1) await run('plan', '-detailed-exitcode', '-parallelism=20');
    const calls = aws.calls();
    expect(calls.length).toBeGreaterThanOrEqual(5_000);
    expect(calls.filter(({ repeated }) => repeated)).toEqual([]);
    expect(calls.filter(({ status }) => status >= 500)).toEqual([]);
    await aws.stop();
    rmSync(cwd, { recursive: true });
  }, 600_000);
});
