/**
 * Color-teller as plain ECS, then on App Mesh, then plain again: what the five steps of the first document add, added to
 * something that runs, and taken away again. The doubles refuse what AWS refuses, so a wrong order fails here.
 */
import { describeWithAws } from '../../support/aws-doubles';
import type { TerraformJson } from '../../support/synth';
import { outputsOf, plannedChanges, type PlannedChange } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const stack = 'dev-color-teller';

/** What carries traffic, names or state, and so has to stay whatever the target is. */
const stays = [
  'aws_cloudwatch_log_group.blue',
  'aws_cloudwatch_log_group.client',
  'aws_cloudwatch_log_group.red',
  'aws_ecs_cluster.cluster',
  'aws_iam_role.blue_execution',
  'aws_iam_role.blue_task',
  'aws_iam_role.client_execution',
  'aws_iam_role.client_task',
  'aws_iam_role.red_execution',
  'aws_iam_role.red_task',
  'aws_lb.ingress',
  'aws_lb_listener.ingress_http',
  'aws_security_group.blue',
  'aws_security_group.client',
  'aws_security_group.ingress_lb',
  'aws_security_group.red',
  'aws_service_discovery_private_dns_namespace.namespace',
  'aws_service_discovery_service.blue',
  'aws_service_discovery_service.client',
  'aws_service_discovery_service.red',
  'aws_vpc_security_group_ingress_rule.ingress_lb_from_internet_80',
  'aws_vpc_security_group_ingress_rule.red_from_client_3000',
];

/** Revisions of a task definition are never changed, only followed by others, the new one first; the old ones stay in AWS. */
const newRevisions = ['blue', 'client', 'red'].map(
  (node) => `create, delete aws_ecs_task_definition.${node}`,
);

describeWithAws('from plain ECS to App Mesh and back', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    await round.synth({ MESH_TARGET: 'none' });
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 420_000);
  afterAll(() => round.stop());

  const planIsEmpty = () => round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  /** Every call that the doubles answer while `work` goes on, as `service operation`. */
  const callsDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = round.aws.calls().length;
    await work();
    return round.aws
      .calls()
      .slice(before)
      .map(({ service, operation }) => `${service} ${operation}`);
  };
  const applyPlan = () => round.terraform(stack, ['apply', ...quietly, 'plan.tfplan']);

  test('plain ECS: a second plan is empty, and the page has a URL', async () => {
    await planIsEmpty();
    const host = expect.stringMatching(/^dev-color-teller-ingress-[^/]+\.elb\.amazonaws\.com$/) as string;
    expect(await outputsOf(round, stack)).toEqual({
      client_service_virtual_service_name: 'client.service.local',
      cluster_name: stack,
      color_service_virtual_service_name: 'red.service.local',
      gateway_dns_name: host,
      ingress_dns_name: host,
      ingress_url: expect.stringMatching(/^http:/),
      url: expect.stringMatching(/^http:\/\/dev-color-teller-ingress-[^/]+\.elb\.amazonaws\.com$/),
    });
  }, 90_000);

  describe('to App Mesh', () => {
    let changes: PlannedChange[];
    let created: string[];
    beforeAll(async () => {
      const before = addressesIn(round);
      await round.synth();
      created = addressesIn(round).filter((address) => !before.includes(address));
      changes = await plannedChanges(round, stack);
    }, 90_000);

    test('what carries traffic, names or state is not touched', () => {
      expect(changes.map(({ address }) => address).filter((address) => stays.includes(address))).toEqual([]);
    });

    test('the plan replaces revisions alone, and deletes the way that the gateway takes over', () => {
      expect(said(changes, 'delete')).toEqual([
        ...newRevisions,
        // App Mesh tells running tasks which nodes they call.
        'delete aws_security_group.client_ways',
        'delete aws_vpc_security_group_egress_rule.ingress_lb_to_client_3000',
        'delete aws_vpc_security_group_ingress_rule.client_from_ingress_lb_3000',
      ]);
    });

    test('the plan creates what the mesh needs', () => {
      expect(said(changes, 'create').filter((line) => !line.includes('delete'))).toEqual(
        created.map((address) => `create ${address}`),
      );
    });

    test('the plan updates services and the target group in place', () => {
      expect(changes.filter(({ actions }) => actions.join() === 'update').map(saidWithMembers)).toEqual([
        'aws_ecs_service.blue: task_definition',
        'aws_ecs_service.client: health_check_grace_period_seconds, load_balancer, network_configuration, task_definition',
        'aws_ecs_service.red: task_definition',
        // Their tasks had no rights; now Envoy may read its configuration, and X-Ray is written to.
        'aws_iam_role_policies_exclusive.blue_task: policy_names',
        'aws_iam_role_policies_exclusive.client_task: policy_names',
        'aws_iam_role_policies_exclusive.red_task: policy_names',
        'aws_lb_target_group.ingress: health_check',
      ]);
    });

    test('it is applied in an order that AWS takes', async () => {
      const calls = await callsDuring(applyPlan);
      // A listener would lead to another target group before a task is in it.
      expect(calls.filter((call) => /CreateTargetGroup|ModifyListener/.test(call))).toEqual([]);
      // The way from the load balancer to the client stays open until the client has been told to leave it.
      expectOrder(calls, ['ecs UpdateService', 'ec2 RevokeSecurityGroupIngress']);
    }, 300_000);

    test('a second plan is empty', async () => {
      await planIsEmpty();
    }, 90_000);
  });

  describe('and back', () => {
    let changes: PlannedChange[];
    let deleted: string[];
    beforeAll(async () => {
      const before = addressesIn(round);
      await round.synth({ MESH_TARGET: 'none' });
      const after = addressesIn(round);
      deleted = before.filter((address) => !after.includes(address));
      changes = await plannedChanges(round, stack);
    }, 90_000);

    test('what carries traffic, names or state is not touched', () => {
      expect(changes.map(({ address }) => address).filter((address) => stays.includes(address))).toEqual([]);
    });

    test('the plan deletes the mesh and nothing else', () => {
      expect(said(changes, 'delete')).toEqual(
        [...newRevisions, ...deleted.map((address) => `delete ${address}`)].sort(byAddress),
      );
    });

    test('it is applied in an order that AWS takes', async () => {
      const calls = await callsDuring(applyPlan);
      expect(calls.filter((call) => /CreateTargetGroup|ModifyListener/.test(call))).toEqual([]);
      // Envoys keep their configuration and their ways until their tasks have gone.
      expectOrder(calls, ['ecs DeleteService', 'appmesh DeleteVirtualGateway', 'appmesh DeleteMesh']);
      expectOrder(calls, ['ecs DeleteService', 'ec2 RevokeSecurityGroupIngress']);
    }, 300_000);

    test('a second plan is empty', async () => {
      await planIsEmpty();
    }, 90_000);
  });

  test('everything is destroyed', async () => {
    await round.synth({ MESH_TARGET: 'none', MESH_PROTECT: 'off' });
    await round.terraform(stack, ['destroy', ...quietly, '-auto-approve']);
    expect(await round.terraform(stack, ['state', 'list'])).toBe('');
  }, 240_000);

  test('AWS was never asked for what it refuses: nothing in use, nothing that others depend on, no 5xx', () => {
    const refused = round.aws.calls().filter(({ operation, status, error, byTest }) => {
      return (
        !byTest &&
        // Terraform waits so until the last task of before has gone (decision 0019).
        !(operation === 'DeleteSecurityGroup' && error === 'DependencyViolation') &&
        (status >= 500 || /InUse|Dependency|InvalidParameter|Conflict|Idempotent/.test(error ?? ''))
      );
    });
    expect(refused).toEqual([]);
    expect(round.aws.errors()).toBe('');
  });
});

function addressesIn(round: Round): string[] {
  const { resource = {} } = JSON.parse(round.json()[stack] ?? '{}') as TerraformJson;
  return Object.entries(resource)
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
    .sort();
}

/** `delete, create aws_ecs_task_definition.red` of every change that has this action among its own. */
function said(changes: readonly PlannedChange[], action: string): string[] {
  return changes
    .filter(({ actions }) => actions.includes(action))
    .map(({ address, actions }) => `${actions.join(', ')} ${address}`);
}

const saidWithMembers = ({ address, members }: PlannedChange) => `${address}: ${members.join(', ')}`;

const addressOf = (line: string) => line.split(' ').at(-1) ?? '';
const byAddress = (one: string, other: string) => (addressOf(one) < addressOf(other) ? -1 : 1);

/** The first call of each operation comes after the first of the one before. */
function expectOrder(calls: readonly string[], operations: readonly string[]): void {
  const places = operations.map((operation) => calls.indexOf(operation));
  const named = operations.map((operation, index) => `${places[index]} ${operation}`);
  expect({ named, places }).toEqual({ named, places: [...places].sort((a, b) => a - b) });
  expect(places).not.toContain(-1);
}
