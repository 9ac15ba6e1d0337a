/** A change that is made without Terraform is seen by the next plan and repaired by the next apply. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { plannedChanges } from '../readings';
import { makeStateBucket, quietly, type Round, type Settings, startRound } from '../round';

const stack = 'dev-shop';

/** Small, and without a load balancer, for which the provider waits a minute. */
const services = `
import { application, http, urlOf } from '../lib/mesh';
const prices = { listeners: [http(3000)], runs: { source: 'prices' } };
export const shop = application('shop', () => ({
    mesh: 'shop',
    namespace: 'shop.local',
    nodes: {
      old: prices,
      new: prices,
      web: { backends: ['prices'], runs: { source: 'web', environment: { PRICES: urlOf('prices') } } },
    },
    services: { prices: { routes: { default: { targets: { old: 90, new: 10 } } } } },
    tracing: { tracer: 'opentelemetry' },
}));
`;

/** On App Mesh, whose weights drift too: the doubles have not ended it. */
const settings: Settings = { MESH_IMAGES: 'v1', MESH_ACCEPT: 'app-mesh-ended' };
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

describeWithAws('a change past Terraform', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    writeFileSync(join(round.root, 'services', 'index.ts'), services);
    // Sources that exist nowhere: the image's tag is not the hash of a folder but given.
    await round.synth(settings);
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 300_000);
  afterAll(() => round.stop());

  test('an apply leaves nothing to do', async () => {
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 60_000);

  test('a count, a rule, a weight and a retention: each is in the plan, and only that', async () => {
    const { call } = round.aws;
    await call('ecs', 'UpdateService', { cluster: stack, service: 'web', desiredCount: 3 });
    await call('ec2', 'RevokeSecurityGroupIngress', await ruleBetween(round, 'web calls old'));
    await call('appmesh', 'UpdateRoute', {
      meshName: 'dev-shop',
      virtualRouterName: 'prices',
      routeName: 'default',
      spec: {
        httpRoute: {
          match: { prefix: '/' },
          action: {
            weightedTargets: [
              { virtualNode: 'new', weight: 100 },
              { virtualNode: 'old', weight: 0 },
            ],
          },
        },
      },
    });
    await call('logs', 'PutRetentionPolicy', { logGroupName: '/dev/shop/web', retentionInDays: 1 });

    const changes = await plannedChanges(round, stack);
    expect(changes.map(({ address, actions, members }) => [address, ...actions, ...members])).toEqual([
      ['aws_appmesh_route.prices_default', 'update', 'spec'],
      ['aws_cloudwatch_log_group.web', 'update', 'retention_in_days'],
      ['aws_ecs_service.web', 'update', 'desired_count'],
      ['aws_vpc_security_group_ingress_rule.old_from_web_3000', 'create'],
    ]);
  }, 90_000);

  test('an apply repairs it, and then there is nothing to do', async () => {
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode'], { exitCode: 2 });
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  }, 180_000);

  test('policies that are not declared: each is in the plan, and an apply removes them', async () => {
    const { call } = round.aws;
    await call('iam', 'AttachRolePolicy', { RoleName: `${stack}-web-task`, PolicyArn: administrator });
    await call('iam', 'PutRolePolicy', {
      RoleName: `${stack}-web-execution`,
      PolicyName: 'everything',
      PolicyDocument: JSON.stringify(everything),
    });
    const said = await round.npm(`diff -- ${stack}`, { exitCode: 2, settings });
    expect(said).toContain('aws_iam_role_policy_attachments_exclusive.web_task will be updated in-place');
    expect(said).toContain(`- "${administrator}"`);
    expect(said).toContain('aws_iam_role_policies_exclusive.web_execution will be updated in-place');
    expect(said).toContain('- "everything"');
    expect(said).toContain('Plan: 0 to add, 2 to change, 0 to destroy.');
    await round.npm(`deploy -- --auto-approve ${stack}`, { settings });
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  }, 180_000);

  test('a rule that is not declared: terraform says nothing; diff reports it, ends with 2 and says how to remove it', async () => {
    const { call } = round.aws;
    const GroupId = await groupOf(round, 'web');
    const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    await call('ec2', 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] });
    const said = await round.npm(`diff -- ${stack}`, { exitCode: 2, settings });
    // And no changes beside it.
    expect(said).toContain(`${stack}: what is not declared`);
    expect(said).toContain('aws_security_group.web: ingress tcp 22 from 0.0.0.0/0');
    expect(said).toContain(
      `aws ec2 revoke-security-group-ingress --group-id ${GroupId} --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]'`,
    );
    // Ops find it by what it lacks (docs/for-ops.md).
    const filter = { Filters: [{ Name: 'group-id', Values: [GroupId] }] };
    const { SecurityGroupRules: rules } = await call<{ SecurityGroupRules: Rule[] }>(
      'ec2',
      'DescribeSecurityGroupRules',
      filter,
    );
    expect(rules.length).toBeGreaterThan(1);
    const untagged = rules.filter(({ Tags = [] }) => Tags.length === 0);
    expect(untagged).toMatchObject([{ FromPort: 22, IsEgress: false }]);

    await call('ec2', 'RevokeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] });
    await round.npm(`diff -- ${stack}`, { settings });
  }, 180_000);
});

interface Rule {
  readonly SecurityGroupRuleId: string;
  readonly GroupId: string;
  readonly Description?: string;
  readonly IsEgress: boolean;
  readonly FromPort: number;
  readonly Tags?: readonly object[];
}

async function groupOf({ aws }: Round, node: string): Promise<string> {
  const { SecurityGroups: groups } = await aws.call<{
    SecurityGroups: { GroupId: string; Description: string }[];
  }>('ec2', 'DescribeSecurityGroups');
  const group = groups.find(({ Description }) => Description === `Tasks of node ${node}`);
  if (group === undefined) throw new Error(`no group of ${node}`);
  return group.GroupId;
}

async function ruleBetween(round: Round, description: string): Promise<object> {
  const { SecurityGroupRules: rules } = await round.aws.call<{ SecurityGroupRules: Rule[] }>(
    'ec2',
    'DescribeSecurityGroupRules',
  );
  const rule = rules.find(({ Description, IsEgress }) => Description === description && !IsEgress);
  return { GroupId: rule?.GroupId, SecurityGroupRuleIds: [rule?.SecurityGroupRuleId] };
}
