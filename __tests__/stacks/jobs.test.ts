/** What becomes of a one-off task and of a schedule, on every target. */
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { aMesh, aNode } from '../../lib/testing';
import { addresses, block, containersOf, resourcesOf, type Stack, synthApplications } from '../support/synth';

const jobs = {
  migrate: { backends: ['web'], runs: { kind: 'task', source: 'migrate', readonlyRootFilesystem: false } },
  nightly: { backends: ['web'], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly' } },
} as const;
const shop = aMesh({ nodes: { web: aNode(), ...jobs }, services: { web: { to: 'web' } }, tracing: {} });

const commandIn = ({ terraform }: Stack) => String(terraform.output?.['migrate_run_task_command']?.['value']);
const of = (stack: Stack, node: string) =>
  addresses(stack).filter((address) => new RegExp(`\\.${node}(_(task|execution|schedule))?$`).test(address));

/** What callers of `web` reach: the application, or an Envoy that has a port of its own. */
const targets = [
  ['app-mesh', 3000],
  ['envoy', 23_000],
  ['none', 3000],
] as const;

describe.each(targets)('on target %s', (target, port) => {
  const stack = synthApplications([shop], { MESH_TARGET: target }).stack('dev-shop');
  const ofMesh = target === 'app-mesh' ? ['aws_appmesh_virtual_node'] : [];
  // Without Envoy and traces the containers of a job may do nothing, so their role has no policy.
  const policyOfTask = (node: string) => (target === 'none' ? [] : [`aws_iam_role_policy.${node}_task`]);

  it('a one-off task has logs, roles, a security group and a definition, and nothing that starts it', () => {
    expect(of(stack, 'migrate')).toEqual([
      ...ofMesh.map((type) => `${type}.migrate`),
      'aws_cloudwatch_log_group.migrate',
      'aws_ecs_task_definition.migrate',
      'aws_iam_role.migrate_execution',
      'aws_iam_role.migrate_task',
      'aws_iam_role_policies_exclusive.migrate_execution',
      'aws_iam_role_policies_exclusive.migrate_task',
      'aws_iam_role_policy.migrate_execution',
      ...policyOfTask('migrate'),
      'aws_iam_role_policy_attachments_exclusive.migrate_execution',
      'aws_iam_role_policy_attachments_exclusive.migrate_task',
      'aws_security_group.migrate',
    ]);
  });

  it('a schedule has a rule, its target and EventBridge’s role beside that', () => {
    expect(of(stack, 'nightly')).toEqual([
      ...ofMesh.map((type) => `${type}.nightly`),
      'aws_cloudwatch_event_rule.nightly',
      'aws_cloudwatch_event_target.nightly',
      'aws_cloudwatch_log_group.nightly',
      'aws_ecs_task_definition.nightly',
      'aws_iam_role.nightly_execution',
      'aws_iam_role.nightly_schedule',
      'aws_iam_role.nightly_task',
      'aws_iam_role_policies_exclusive.nightly_execution',
      'aws_iam_role_policies_exclusive.nightly_schedule',
      'aws_iam_role_policies_exclusive.nightly_task',
      'aws_iam_role_policy.nightly_execution',
      'aws_iam_role_policy.nightly_schedule',
      ...policyOfTask('nightly'),
      'aws_iam_role_policy_attachments_exclusive.nightly_execution',
      'aws_iam_role_policy_attachments_exclusive.nightly_schedule',
      'aws_iam_role_policy_attachments_exclusive.nightly_task',
      'aws_security_group.nightly',
    ]);
  });

  it('neither is an ECS service, nor found by name', () => {
    expect(Object.keys(resourcesOf(stack, 'aws_ecs_service'))).toEqual(['web']);
    expect(Object.keys(resourcesOf(stack, 'aws_service_discovery_service'))).toEqual(['web']);
  });

  it('an output is the command that runs the task once, with all that it needs', () => {
    const command = commandIn(stack);
    expect(command).toMatch(/^aws ecs run-task /);
    for (const part of [
      '--cluster ${aws_ecs_cluster.cluster.name}',
      '--task-definition ${aws_ecs_task_definition.migrate.arn}',
      'subnets=[${join(",", data.terraform_remote_state.network.outputs.private_subnet_ids)}]',
      'securityGroups=[${aws_security_group.migrate.id}]',
    ])
      expect(command).toContain(part);
    expect(Object.keys(stack.terraform.output ?? {})).not.toContain('nightly_run_task_command');
  });

  it('EventBridge starts the definition’s tasks in the private subnets', () => {
    expect(stack.json).toHaveResourceWithProperties(CloudwatchEventRule, {
      name: 'dev-shop-nightly',
      schedule_expression: 'rate(1 day)',
    });
    expect(stack.json).toHaveResourceWithProperties(CloudwatchEventTarget, {
      rule: '${aws_cloudwatch_event_rule.nightly.name}',
      target_id: 'nightly',
      arn: '${aws_ecs_cluster.cluster.arn}',
      role_arn: '${aws_iam_role.nightly_schedule.arn}',
      ecs_target: {
        enable_ecs_managed_tags: true,
        launch_type: 'FARGATE',
        network_configuration: {
          assign_public_ip: false,
          security_groups: ['${aws_security_group.nightly.id}'],
          subnets: '${data.terraform_remote_state.network.outputs.private_subnet_ids}',
        },
        propagate_tags: 'TASK_DEFINITION',
        task_count: 1,
        task_definition_arn: '${aws_ecs_task_definition.nightly.arn}',
      },
    });
  });

  it('the first start waits for its ways, its permissions and EventBridge’s', () => {
    expect(block(stack, 'aws_cloudwatch_event_target.nightly')['depends_on']).toEqual(
      expect.arrayContaining([
        'aws_vpc_security_group_egress_rule.nightly_to_internet_443',
        `aws_vpc_security_group_egress_rule.nightly_to_web_${port}`,
        'aws_iam_role_policy.nightly_execution',
        'aws_iam_role_policy.nightly_schedule',
      ]),
    );
  });

  it('a job ends when its application’s container does, whatever else is in the task', () => {
    for (const node of ['migrate', 'nightly']) {
      const [app, ...sidecars] = containersOf(stack, node);
      expect(app).toMatchObject({ name: 'app', essential: true });
      // ECS refuses a task in which something waits for the end of an essential container.
      const waits = sidecars.flatMap(({ dependsOn = [] }) => dependsOn);
      expect(waits.filter(({ containerName }) => containerName === 'app')).toEqual([]);
    }
  });
});

it('in stacks of their own they read what they need from the platform', () => {
  const apart = aMesh({
    nodes: { web: aNode(), ...jobs },
    services: { web: { to: 'web' } },
    stacks: { platform: [], web: ['web'], jobs: ['migrate', 'nightly'] },
  });
  const stack = synthApplications([apart]).stack('dev-shop-jobs');
  expect(commandIn(stack)).toContain(
    'securityGroups=[${data.terraform_remote_state.platform.outputs.migrate_security_group_id}]',
  );
  expect(String(block(stack, 'aws_iam_role_policy.nightly_schedule')['policy'])).toContain(
    'arn:aws:ecs:us-west-2:${data.terraform_remote_state.platform.outputs.account_id}:task-definition/dev-shop-nightly:*',
  );
});
