/**
 * The migration away from App Mesh: color-teller runs on App Mesh, then the setting says `envoy`, and the same application
 * runs on Envoys of its own. The doubles refuse what AWS refuses, so a wrong order fails here.
 */
import { describeWithAws } from '../../support/aws-doubles';
import { outputsOf, type PlannedChange, plannedChanges } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const stack = 'dev-color-teller';

/** What carries traffic, names or state, and so has to stay. */
const stays =
  /^aws_(cloudwatch_log_group|ecs_cluster|iam_role|lb|security_group|service_discovery_private_dns_namespace|xray_group)\./;

describeWithAws('from App Mesh to Envoys of its own', () => {
  let round: Round;
  let changes: readonly PlannedChange[];
  const planIsEmpty = () => round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  const said = (action: string) =>
    changes
      .filter(({ actions }) => actions.join() === action)
      .map(({ address }) => address)
      .filter((address) => !address.startsWith('aws_vpc_security_group_'));

  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    await round.synth();
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
    await round.synth({ MESH_TARGET: 'envoy' });
    changes = await plannedChanges(round, stack);
  }, 480_000);
  afterAll(() => round.stop());

  test('what carries traffic, names or state is not touched', () => {
    const touched = changes
      .filter(({ actions }) => actions.join() !== 'create')
      .map(({ address }) => address);
    expect(touched.filter((address) => stays.test(address))).toEqual([]);
  });

  test('the plan deletes the mesh and the names that only it needed', () => {
    expect(said('delete')).toEqual([
      'aws_appmesh_gateway_route.ingress_web',
      'aws_appmesh_mesh.mesh',
      'aws_appmesh_route.client-service_default',
      'aws_appmesh_route.color-service_default',
      'aws_appmesh_virtual_gateway.ingress',
      'aws_appmesh_virtual_node.blue',
      'aws_appmesh_virtual_node.client',
      'aws_appmesh_virtual_node.red',
      'aws_appmesh_virtual_router.client-service',
      'aws_appmesh_virtual_router.color-service',
      'aws_appmesh_virtual_service.client-service',
      'aws_appmesh_virtual_service.color-service',
      'aws_service_discovery_instance.client-service',
      'aws_service_discovery_instance.color-service',
      'aws_service_discovery_service.client-service',
      'aws_service_discovery_service.color-service',
    ]);
  });

  test('the plan gives every task another Envoy, and asks the gateway on its health port', () => {
    expect(said('update')).toEqual([
      'aws_ecs_service.blue',
      'aws_ecs_service.client',
      'aws_ecs_service.ingress',
      'aws_ecs_service.red',
      'aws_iam_role_policy.blue_task',
      'aws_iam_role_policy.client_task',
      'aws_iam_role_policy.ingress_task',
      'aws_iam_role_policy.red_task',
      'aws_lb_target_group.ingress',
    ]);
    // The next revision comes first.
    expect(said('create,delete')).toEqual([
      'aws_ecs_task_definition.blue',
      'aws_ecs_task_definition.client',
      'aws_ecs_task_definition.ingress',
      'aws_ecs_task_definition.red',
    ]);
    // A task's Envoy has the nodes that it calls from now on, so it holds a group while it runs (decision 0019).
    expect(said('create')).toEqual(['aws_security_group.client_ways', 'aws_security_group.ingress_ways']);
  });

  test('in a live system it is two plans; the first one adds, and takes nothing from tasks of before', async () => {
    await round.synth({ MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'app-mesh' });
    const added = await plannedChanges(round, stack);
    const deleted = added.filter(({ actions }) => actions.includes('delete')).map(({ address }) => address);
    expect(deleted.filter((address) => !address.startsWith('aws_ecs_task_definition.'))).toEqual([]);
    const from = round.aws.calls().length;
    const said = await round.terraform(stack, ['apply', ...quietly, 'plan.tfplan']);
    const calls = round.aws.calls().slice(from);
    expect(
      calls
        .filter(({ byTest }) => !byTest)
        .map(({ service, operation }) => `${service} ${operation}`)
        .filter((call) =>
          /RevokeSecurityGroupIngress|(Create|Modify|Delete)Listener|(Create|Delete)TargetGroup|(ecs|appmesh) Delete/.test(
            call,
          ),
        ),
    ).toEqual([]);
    // New tasks call new tasks, so the called node comes first, and terraform waits for it.
    const places = ['red', 'client', 'ingress'].map((name) => [
      said.indexOf(`aws_ecs_service.${name}: Modifying...`),
      said.indexOf(`aws_ecs_service.${name}: Modifications complete`),
    ]);
    expect(places.flat()).toEqual([...places.flat()].sort((a, b) => a - b));
    expect(places.flat()).not.toContain(-1);
    await planIsEmpty();
    expect(await outputsOf(round, stack)).toMatchObject({ switching_between: ['app-mesh', 'envoy'] });
  }, 300_000);

  test('the second one removes the mesh, and replaces no task; then a plan is empty: that is the migration', async () => {
    await round.synth({ MESH_TARGET: 'envoy' });
    const removed = await plannedChanges(round, stack);
    expect(
      removed.map(({ address }) => address).filter((address) => /task_definition|_ways$/.test(address)),
    ).toEqual([]);
    await round.terraform(stack, ['apply', ...quietly, 'plan.tfplan']);
    await planIsEmpty();
    const outputs = await outputsOf(round, stack);
    expect(outputs).not.toHaveProperty('switching_between');
    expect(outputs).toMatchObject({
      cluster_name: stack,
      url: expect.stringMatching(/^http:/) as string,
    });
  }, 300_000);

  test('a canary is two weights in the Envoys of the caller, and nothing else', async () => {
    await round.synth({ MESH_TARGET: 'envoy', MESH_WEIGHTS: 'color-service/default:red=90,blue=10' });
    const canary = await plannedChanges(round, stack);
    expect(canary.map(({ address, actions }) => `${actions.join(', ')} ${address}`)).toEqual([
      'update aws_ecs_service.client',
      'create, delete aws_ecs_task_definition.client',
    ]);
    expect(canary[1]?.members.filter((member) => member.includes('.'))).toEqual(['envoy.command']);
  }, 120_000);

  test('everything is destroyed', async () => {
    await round.synth({ MESH_TARGET: 'envoy', MESH_PROTECT: 'off' });
    await round.terraform(stack, ['destroy', ...quietly, '-auto-approve']);
    expect(await round.terraform(stack, ['state', 'list'])).toBe('');
  }, 240_000);

  test('AWS was never asked for what it refuses: nothing in use, nothing that others depend on, no 5xx', () => {
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
