/** An application with an `extend.ts`: what it adds and grants is applied, and stays when nothing changes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound } from '../round';
import { plannedChanges } from '../readings';

const stack = 'dev-color-teller';

const extension = (attached: boolean) => `
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { extend } from '../../lib/extend';
import colorTeller from './application';

export default extend(colorTeller, ({ stacks, tasks, services }) => {
  const colors = new S3Bucket(stacks.application, 'colors', { bucket: 'mesh-deploy-test-colors' });
  tasks.red.environment({ COLORS_BUCKET: colors.bucket });
  tasks.red.grant({ actions: ['s3:GetObject'], resources: [\`\${colors.arn}/*\`] });
  services.red.enableExecuteCommand = true;
  if (${attached}) {
    const reports = new IamPolicy(stacks.application, 'reports', {
      name: 'dev-color-teller-reports',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: colors.arn }],
      }),
    });
    tasks.blue.roles.task.attach('reports', reports.arn);
    tasks.blue.roles.execution.attach('metrics', 'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy');
  }
});
`;

describeWithAws('an application with extend.ts', () => {
  let round: Round;
  const write = (attached: boolean) =>
    writeFileSync(join(round.root, 'services/color-teller/extend.ts'), extension(attached));
  const settings = { MESH_TARGET: 'none', MESH_ACCEPT: 'loss-split' } as const;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    write(true);
    await round.synth(settings);
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 420_000);
  afterAll(() => round.stop());

  const attachedTo = async (RoleName: string) => {
    const { AttachedPolicies } = await round.aws.call<{ AttachedPolicies: { PolicyName: string }[] }>(
      'iam',
      'ListAttachedRolePolicies',
      { RoleName },
    );
    return AttachedPolicies.map(({ PolicyName }) => PolicyName);
  };

  test('a second plan is empty', async () => {
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 90_000);

  test('roles have the rights that it gives', async () => {
    const { PolicyDocument } = await round.aws.call<{ PolicyDocument: unknown }>('iam', 'GetRolePolicy', {
      RoleName: 'dev-color-teller-red-task',
      PolicyName: 'dev-color-teller-red-task',
    });
    expect(PolicyDocument).toMatchObject({
      Statement: [{ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::mesh-deploy-test-colors/*'] }],
    });
    expect(await attachedTo('dev-color-teller-blue-task')).toEqual(['dev-color-teller-reports']);
    expect(await attachedTo('dev-color-teller-blue-execution')).toEqual(['CloudWatchAgentServerPolicy']);
  }, 30_000);

  test('a policy that is taken from it is detached before it is deleted', async () => {
    write(false);
    await round.synth(settings);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
    expect(await attachedTo('dev-color-teller-blue-task')).toEqual([]);
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 120_000);
});
