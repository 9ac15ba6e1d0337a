/**
 * The ECS Workshop as it changes on App Mesh: a service goes and comes back alone, and tracing, the workshop's last chapter,
 * is turned on. From an empty account and back: `../ecsworkshop.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { type PlannedChange, plannedChanges } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const [network, registry, platform, crystal, nodejs, frontend] = [
  'network',
  'registry',
  'platform',
  'crystal',
  'nodejs',
  'frontend',
].map((part) => `dev-ecsworkshop-${part}`) as [string, string, string, string, string, string];
const services = [crystal, nodejs, frontend];

describeWithAws('the ECS Workshop on App Mesh changes', () => {
  let round: Round;
  const planIsEmpty = (stack: string) => round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  const apply = (stack: string) => round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
  /** The one word that the workshop's X-Ray chapter changes. */
  const traceEverything = async () => {
    const file = join(round.root, 'services', 'ecsworkshop', 'application.ts');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('const tracing = false;');
    writeFileSync(file, text.replace('const tracing = false;', 'const tracing = {};'));
    await round.synth();
  };

  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    await round.synth();
    const first = async (stack: string) => {
      await round.terraform(stack, ['init', ...quietly]);
      await apply(stack);
    };
    await Promise.all([network, registry].map(first));
    await first(platform);
    await Promise.all(services.map(first));
  }, 480_000);
  afterAll(() => round.stop());

  describe('a service', () => {
    test('is destroyed alone, and nothing of the others is touched', async () => {
      const calls = round.aws.calls().length;
      await round.terraform(crystal, ['destroy', ...quietly, '-auto-approve']);
      const deleted = round.aws
        .calls()
        .slice(calls)
        .filter(({ operation }) => /^(Delete|Revoke|Deregister)/.test(operation ?? ''))
        .map(({ operation }) => operation);
      expect(deleted).not.toContain('DeleteSecurityGroup');
      expect(deleted.filter((operation) => operation?.startsWith('Revoke'))).toEqual([]);
      await Promise.all([platform, nodejs, frontend].map(planIsEmpty));
    }, 240_000);

    test('is made again alone', async () => {
      await apply(crystal);
      await Promise.all([crystal, frontend].map(planIsEmpty));
    }, 180_000);
  });

  test('tracing is one word, and the only change of each plan', async () => {
    await traceEverything();
    const changes = await Promise.all(
      [network, platform, ...services].map(async (stack): Promise<[string, string[]]> => [
        stack,
        (await plannedChanges(round, stack)).map(saidWithContainers),
      ]),
    );
    // A new revision of the task, with the daemon beside Envoy, and a role that may write traces.
    const traced = (node: string) => [
      `update aws_ecs_service.${node}`,
      `create, delete aws_ecs_task_definition.${node}: envoy.environment, xray-daemon`,
      `update aws_iam_role_policy.${node}_task`,
    ];
    expect(Object.fromEntries(changes)).toEqual({
      [network]: [],
      [platform]: [
        ...traced('ecsworkshop-vgw'),
        'create aws_xray_group.tracing',
        'create aws_xray_sampling_rule.tracing',
      ],
      [crystal]: traced('ecsdemo-crystal'),
      [nodejs]: traced('ecsdemo-nodejs'),
      [frontend]: traced('ecsdemo-frontend'),
    });
  }, 240_000);

  test('with tracing on it is applied, and a second plan is empty', async () => {
    for (const stack of [platform, ...services])
      await round.terraform(stack, ['apply', ...quietly, 'plan.tfplan']);
    await Promise.all([platform, ...services].map(planIsEmpty));
  }, 300_000);

  test('AWS was never asked for what it refuses, and nothing was answered 5xx', () => {
    const refused = round.aws
      .calls()
      .filter(
        ({ status, error, byTest }) =>
          !byTest &&
          (status >= 500 || /InUse|Dependency|InvalidParameter|Conflict|Idempotent/.test(error ?? '')),
      );
    expect(refused).toEqual([]);
    expect(round.aws.errors()).toBe('');
  });
});

/** With what changes in the containers of a task; a container that is new is named alone. */
function saidWithContainers({ address, actions, members }: PlannedChange): string {
  const inContainers = members.filter((member) => member.includes('.'));
  const isNew = (container: string) => inContainers.includes(`${container}.name`);
  const said = inContainers.map((member) => {
    const [container = ''] = member.split('.');
    return isNew(container) ? container : member;
  });
  return [`${actions.join(', ')} ${address}`, [...new Set(said)].join(', ')].filter(Boolean).join(': ');
}
