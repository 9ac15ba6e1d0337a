// The target group of a Network Load Balancer that was made before it kept the client's address.
import { rmSync } from 'node:fs';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform } from '../../support/terraform';

const group = (kept: object) => ({
  aws_vpc: { own: { cidr_block: '10.0.0.0/16' } },
  aws_lb_target_group: {
    ingress: {
      name: 'ingress',
      port: 8080,
      protocol: 'TCP',
      target_type: 'ip',
      vpc_id: '${aws_vpc.own.id}',
      health_check: { protocol: 'HTTP', path: '/ready', port: '15002', matcher: '200' },
      ...kept,
    },
  },
});

describeWithAws('a target group of before', () => {
  let aws: AwsDoubles;
  const folders: string[] = [];
  beforeAll(async () => {
    aws = await startAwsDoubles();
  }, 120_000);
  afterAll(async () => {
    await aws.stop();
    folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  test('keeps the address of clients after one apply, in place, and a second plan is empty', async () => {
    const run = async (cwd: string, ...args: string[]) => {
      const ended = await terraform([...args, '-no-color'], { cwd, env: aws.env });
      return { code: ended.exitCode, text: ended.stdout };
    };
    const before = writeConfiguration(group({}));
    const after = writeConfiguration(group({ preserve_client_ip: 'true' }));
    folders.push(before, after);
    const state = `-state=${before}/shared.tfstate`;
    expect((await run(before, 'init')).code).toBe(0);
    expect((await run(before, 'apply', '-auto-approve', state)).code).toBe(0);

    expect((await run(after, 'init')).code).toBe(0);
    const changed = await run(after, 'apply', '-auto-approve', state);
    expect(changed.text).toContain('0 added, 1 changed, 0 destroyed');
    expect((await run(after, 'plan', '-detailed-exitcode', state)).code).toBe(0);
  }, 240_000);
});
