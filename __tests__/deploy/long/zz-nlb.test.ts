import { type AwsDoubles, startAwsDoubles } from '../../support/aws-doubles';
import { writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform } from '../../support/terraform';
import { writeFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
test('nlb', async () => {
  const aws: AwsDoubles = await startAwsDoubles();
  const config = (kept: object) => ({ terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } }, provider: { aws: [{ region: 'us-west-2' }] }, resource: {
    aws_vpc: { v: { cidr_block: '10.0.0.0/16' } },
    aws_lb_target_group: { t: { name: 't', port: 80, protocol: 'TCP', target_type: 'ip', vpc_id: '${aws_vpc.v.id}', health_check: { protocol: 'HTTP', path: '/ready', port: '15002', matcher: '200' }, ...kept } } } });
  const cwd = writeConfiguration(config({}) as never);
  const run = async (...args: string[]) => { const e = await terraform([...args, '-no-color'], { cwd, env: aws.env }); console.log(args.join(' '), e.exitCode, JSON.stringify(e).slice(-1500)); };
  await run('init'); await run('apply', '-auto-approve'); await run('plan', '-detailed-exitcode');
  for (const f of readdirSync(cwd)) if (f.endsWith('.json') && !f.startsWith('.')) { const t = readFileSync(join(cwd, f), 'utf8'); if (t.includes('aws_lb_target_group')) writeFileSync(join(cwd, f), JSON.stringify(config({ preserve_client_ip: 'true' }))); }
  await run('plan', '-detailed-exitcode'); await run('apply', '-auto-approve'); await run('plan', '-detailed-exitcode');
  await aws.stop();
}, 300_000);
