/** Color-teller with two jobs: one that ops start with the command of an output, one that EventBridge starts. */
import { runAwsCommand } from '../../support/aws-cli';
import { describeWithAws } from '../../support/aws-doubles';
import { changeApplication } from '../change-application';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, type Settings, startRound } from '../round';

const stack = 'dev-color-teller';

/** A route for each of 120 pages is more than 64 KB in the bootstrap of each caller. */
const manyRoutes =
  '...Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`page-${i}`, { match: { path: exact(`/page-${i}`) }, targets: { red: 100 } }])),';

/** The second job has everything that a task may have beside its containers. */
const jobs = (
  group: string,
) => `    migrate: { backends: ['color-service'], runs: { kind: 'task', source: 'backend', readonlyRootFilesystem: false } },
    nightly: {
      backends: ['color-service'],
      tags: { Kind: 'job' },
      runs: {
        kind: 'schedule', at: 'rate(1 day)', taskCount: 2, source: 'backend',
        ephemeralStorageGiB: 21, platformVersion: '1.4.0', enableExecuteCommand: true, writable: ['/tmp'],
        volumes: {
          '/data': {
            fileSystem: 'fs-0a1b2c3d', accessPoint: 'fsap-0a1b2c3d', securityGroup: { id: '${group}', addRule: true },
          },
        },
        rights: {
          statements: [{
            actions: ['s3:GetObject'],
            resources: ['arn:aws:s3:::colors/\${aws:username}/*'],
            conditions: { StringEquals: { 'aws:ResourceTag/Team': ['colors'] } },
          }],
          managed: ['arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess'],
          boundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
          path: '/colors/',
        },
      },
    },
    client: {`;

describeWithAws('a one-off task and a schedule', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    const { GroupId } = await round.aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', {
      GroupName: 'storage',
      Description: 'mount targets',
    });
    changeApplication(round, 'color-teller', [['    client: {', jobs(GroupId)]]);
    await round.synth();
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      if (each !== stack) await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 420_000);
  afterAll(() => round.stop());

  const targets: readonly (readonly [string, Settings])[] = [
    ['app-mesh', { MESH_TARGET: 'app-mesh' }],
    ['envoy', { MESH_TARGET: 'envoy' }],
    ['none', { MESH_TARGET: 'none', MESH_ACCEPT: 'loss-split' }],
  ];

  describe.each(targets)('on %s', (_, settings) => {
    test('are applied, and a second plan is empty', async () => {
      await round.synth(settings);
      await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
      await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
    }, 300_000);

    test('the task runs by the command of the output: its parts are those that ECS knows', async () => {
      const { migrate_run_task_command: command } = await outputsOf(round, stack);
      const { tasks, failures } = await round.aws.call<{ tasks: Started[]; failures: unknown[] }>(
        'ecs',
        'RunTask',
        requestOf(String(command)),
      );
      expect(failures).toEqual([]);
      expect(tasks).toMatchObject([
        {
          clusterArn: expect.stringMatching(/:cluster\/dev-color-teller$/),
          taskDefinitionArn: expect.stringMatching(/:task-definition\/dev-color-teller-migrate:\d+$/),
        },
      ]);
      for (const { taskArn } of tasks)
        await round.aws.call('ecs', 'StopTask', { cluster: stack, task: taskArn });
    }, 30_000);

    test('EventBridge starts what its role may start', async () => {
      const rule = { Rule: 'dev-color-teller-nightly' };
      const { Targets } = await round.aws.call<{ Targets: unknown[] }>('events', 'ListTargetsByRule', rule);
      expect(Targets).toMatchObject([
        {
          Id: 'nightly',
          Arn: expect.stringMatching(/:cluster\/dev-color-teller$/),
          RoleArn: expect.stringMatching(/:role\/colors\/dev-color-teller-nightly-schedule$/),
          EcsParameters: {
            TaskDefinitionArn: expect.stringMatching(/:task-definition\/dev-color-teller-nightly:\d+$/),
            TaskCount: 2,
            LaunchType: 'FARGATE',
            PlatformVersion: '1.4.0',
            PropagateTags: 'TASK_DEFINITION',
          },
        },
      ]);
      const { PolicyDocument } = await round.aws.call<{ PolicyDocument: Policy }>('iam', 'GetRolePolicy', {
        RoleName: 'dev-color-teller-nightly-schedule',
        PolicyName: 'dev-color-teller-nightly-schedule',
      });
      const arn = (service: string, resource: string) =>
        expect.stringMatching(new RegExp(`^arn:aws:${service}:\\d{12}:${resource}$`));
      expect(PolicyDocument.Statement.map(({ Resource }) => Resource)).toEqual([
        [arn('ecs:us-west-2', 'task-definition/dev-color-teller-nightly:\\*')],
        [arn('ecs:us-west-2', 'task/dev-color-teller/\\*')],
        [
          arn('iam:', 'role/colors/dev-color-teller-nightly-execution'),
          arn('iam:', 'role/colors/dev-color-teller-nightly-task'),
        ],
      ]);
    }, 30_000);
  });

  describe('whose bootstraps ECS would refuse as text', () => {
    test('are applied with compressed ones, and a second plan is empty', async () => {
      changeApplication(round, 'color-teller', [
        ['import { application,', 'import { application, exact,'],
        ['timeout: { perRequest: seconds(15) } }', `timeout: { perRequest: seconds(15) } }, ${manyRoutes}`],
      ]);
      await round.synth({ MESH_TARGET: 'envoy' });
      await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
      await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
    }, 300_000);

    test.each(['client', 'migrate', 'nightly'])(
      'show them by the command of an output: %s',
      async (node) => {
        const { [`${node}_show_bootstrap`]: command } = await outputsOf(round, stack);
        const shown = await runAwsCommand(round.aws, String(command));
        const printed = await round.npm(`bootstrap -- color-teller ${node}`, {
          settings: { MESH_TARGET: 'envoy' },
        });
        expect(shown.length).toBeGreaterThan(65_536);
        // The command of the project writes its line about the size before it.
        expect(JSON.parse(shown)).toEqual(JSON.parse(printed.slice(printed.indexOf('{'))));
      },
      30_000,
    );
  });

  test('are destroyed with the rest', async () => {
    await round.synth({ MESH_TARGET: 'envoy', MESH_PROTECT: 'off' });
    await round.terraform(stack, ['destroy', ...quietly, '-auto-approve']);
    expect(await round.aws.call('events', 'ListRules')).toMatchObject({ Rules: [] });
  }, 180_000);
});

interface Started {
  readonly taskArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
}

interface Policy {
  readonly Statement: readonly { readonly Resource: readonly string[] }[];
}

/** What `aws` would send, from the words of the command. */
function requestOf(command: string): object {
  const option = (name: string) => new RegExp(`--${name} ('[^']*'|\\S+)`).exec(command)?.[1] ?? '';
  const list = (name: string) => new RegExp(`${name}=\\[([^\\]]*)\\]`).exec(command)?.[1]?.split(',') ?? [];
  return {
    cluster: option('cluster'),
    taskDefinition: option('task-definition'),
    launchType: option('launch-type'),
    propagateTags: option('propagate-tags'),
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: list('subnets'),
        securityGroups: list('securityGroups'),
        assignPublicIp: /assignPublicIp=(\w+)/.exec(command)?.[1],
      },
    },
  };
}
