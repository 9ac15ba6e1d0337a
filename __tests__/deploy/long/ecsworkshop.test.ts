/**
 * The ECS Workshop from an empty account to an empty account: seven stacks that refer to each other, with the real
 * terraform, the real AWS provider and the real cdktf. Tracing, the workshop's last chapter, is turned on on the way.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { type Inventory, newSince, partsOf, takeInventory } from '../../support/inventory';
import { outputsOf, type PlannedChange, plannedChanges, resourceCounts } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const shared = ['network', 'registry', 'platform'].map((part) => `dev-ecsworkshop-${part}`);
const [network, , platform] = shared as [string, string, string];
const crystal = 'dev-ecsworkshop-crystal';
const nodejs = 'dev-ecsworkshop-nodejs';
const frontend = 'dev-ecsworkshop-frontend';
const services = [crystal, nodejs, frontend];
const all = [...shared, ...services];

const flags = '--auto-approve --skip-provider-lock --skip-synth';
const mesh = 'arn:aws:appmesh:us-west-2:123456789012:mesh/dev-ecs-mesh';

describeWithAws('the ECS Workshop, from an empty account and back', () => {
  let round: Round;
  let before: Inventory;
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
    before = await takeInventory(round.aws);
    await round.synth();
  }, 90_000);
  afterAll(() => round.stop());

  test('a service before the platform is refused, and one sees which stacks to deploy first', async () => {
    const refusal = await round.cdktf(`deploy ${frontend} ${flags}`, { exitCode: 1 });
    expect(refusal).toContain('not included in the stacks to run');
    for (const stack of shared) expect(refusal).toContain(stack);
    await round.terraform(frontend, ['init', ...quietly]);
    const plan = await round.terraform(frontend, ['plan', ...quietly], { exitCode: 1 });
    for (const name of ['network', 'platform', 'registry'])
      expect(plan).toMatch(
        new RegExp(`Unable to find remote state\\s+with data\\.terraform_remote_state\\.${name},`),
      );
  }, 90_000);

  // The provider waits 60 s for any load balancer, and 10 s each for a VPC and a cluster.
  test('one pattern deploys all of it, in an order that fits', async () => {
    const output = await round.cdktf(`deploy dev-ecsworkshop-* ${flags}`);
    expect(output).not.toContain('dev-color-teller');
  }, 420_000);

  test('every resource of the JSON is there', async () => {
    const synthesised = Object.entries(round.json()).filter(([stack]) => all.includes(stack));
    const found = newSince(before, await takeInventory(round.aws)).map((line) => line.split(' ')[0]);
    const declared = Object.entries(resourceCounts(Object.fromEntries(synthesised))).filter(
      ([type]) => !(type in partsOf),
    );
    const missing = declared.filter(([type, count]) => found.filter((each) => each === type).length < count);
    expect(missing).toEqual([]);
  }, 30_000);

  test('a second plan of every stack is empty', async () => {
    await Promise.all(all.map(planIsEmpty));
  }, 240_000);

  test('the workshop’s outputs are there: what callers use, and where the gateway answers', async () => {
    const [ofPlatform, ofCrystal, ofFrontend] = await Promise.all(
      [platform, crystal, frontend].map((stack) => outputsOf(round, stack)),
    );
    const host = expect.stringMatching(/^dev-ecsworkshop-vgw-[^/]+\.elb\.[^/]*amazonaws\.com$/) as string;
    expect(ofPlatform).toMatchObject({
      cluster_name: 'dev-ecsworkshop',
      gateway_dns_name: host,
      mesh_arn: mesh,
      mesh_name: 'dev-ecs-mesh',
      namespace_name: 'service.local',
      url: expect.stringMatching(/^http:\/\/dev-ecsworkshop-vgw-/) as string,
    });
    expect(ofCrystal).toMatchObject({
      crystal_virtual_service_arn: `${mesh}/virtualService/ecsdemo-crystal.service.local`,
      crystal_virtual_service_name: 'ecsdemo-crystal.service.local',
    });
    expect(ofFrontend).toMatchObject({
      frontend_virtual_service_name: 'ecsdemo-frontend.service.local',
    });
  }, 60_000);

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

  test('the platform is protected from terraform, too', async () => {
    const destroy = ['plan', '-destroy', '-refresh=false', ...quietly];
    const refusal = await round.terraform(platform, destroy, { exitCode: 1 });
    const named = refusal.match(/(?<=^Resource )\S+(?=\s+has\s+lifecycle\.prevent_destroy)/gm);
    expect(named?.sort()).toEqual([
      'aws_ecs_cluster.cluster',
      'aws_lb.ecsworkshop-vgw',
      'aws_service_discovery_private_dns_namespace.namespace',
    ]);
  }, 60_000);

  test('with MESH_PROTECT=off everything is destroyed, in reverse, until nothing live is left', async () => {
    await round.synth({ MESH_PROTECT: 'off' });
    await round.cdktf(`destroy dev-ecsworkshop-* ${flags}`);
    const left = newSince(before, await takeInventory(round.aws));
    const live = left.filter((line) => !/\((INACTIVE|deleted)\)$|^aws_ecs_task_definition /.test(line));
    // moto forgets the NAT gateway's interface and the namespace's zone; AWS deletes both.
    expect(live).toEqual(['aws_network_interface interface']);
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
