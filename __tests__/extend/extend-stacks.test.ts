/** What `extend.ts` changes in the JSON of its application. */
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { extend } from '../../lib/extend';
import { application, applicationLoadBalancer, http, networkLoadBalancer } from '../../lib/mesh';
import {
  addresses,
  block,
  containerOf,
  environmentOf,
  synthApplications,
  synthExtended,
  type Stack,
} from '../support/synth';

const definition = {
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart', environment: { COLOR: 'red' } } },
    web: { listeners: [http(3000)], backends: ['cart'], runs: { source: 'web' } },
    report: { runs: { source: 'report', kind: 'schedule', at: 'rate(1 day)' } },
  },
  services: { cart: { to: 'cart' }, web: { to: 'web' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: networkLoadBalancer(80),
    },
  },
} as const;
const shop = application('shop', () => definition);
const parted = application('shop', () => ({
  ...definition,
  stacks: { platform: [], cart: ['cart'], web: ['web'], jobs: ['report'] },
}));

const none = { MESH_TARGET: 'none' };
const QUEUE = { actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-west-2:123456789012:orders'] };

const policyOf = (stack: Stack, name: string): unknown =>
  JSON.parse(String(block(stack, `aws_iam_role_policy.${name}`)['policy']));
const waitsOf = (stack: Stack, address: string) => block(stack, address)['depends_on'] as string[];

/** Not called: the compiler knows the names of an application. */
export const wrongWords = [
  extend(shop, ({ tasks, services, securityGroups, stacks }) => {
    // @ts-expect-error -- no node and no gateway has the name
    tasks.wbe.grant(QUEUE);
    // @ts-expect-error -- nor has an ECS service
    services.wbe.enableExecuteCommand = true;
    // @ts-expect-error -- nor a group
    new SqsQueue(stacks.application, securityGroups.web_lbs.name);
    // @ts-expect-error -- it is one stack
    new SqsQueue(stacks.platform, 'orders');
  }),
  extend(parted, ({ stacks, tasks }) => {
    // @ts-expect-error -- no stack of it has the name
    new SqsQueue(stacks.crat, 'orders');
    // @ts-expect-error -- a statement has resources
    tasks.web.grant({ actions: ['sqs:SendMessage'] });
    new SqsQueue(stacks.cart, 'orders');
  }),
];

it('that changes nothing changes no byte', () => {
  const jsonOf = (synthesised: ReturnType<typeof synthApplications>) =>
    synthesised.stacks.map(({ json }) => json);
  expect(
    jsonOf(
      synthExtended(
        parted,
        extend(parted, () => undefined),
      ),
    ),
  ).toEqual(jsonOf(synthApplications([parted])));
});

describe('a right', () => {
  it('is in the one policy of a role, behind those that synth derives', () => {
    const extension = extend(shop, ({ tasks }) => tasks.web.grant(QUEUE));
    const stack = synthExtended(shop, extension).stack('dev-shop');
    expect(policyOf(stack, 'web_task')).toMatchObject({
      Statement: [
        { Action: ['appmesh:StreamAggregatedResources'] },
        { Effect: 'Allow', Action: QUEUE.actions, Resource: QUEUE.resources },
      ],
    });
    expect(block(stack, 'aws_iam_role_policies_exclusive.web_task')).toMatchObject({
      policy_names: ['${aws_iam_role_policy.web_task.name}'],
    });
  });

  it('makes the policy of a role that had none, and the service waits for it', () => {
    const extension = extend(shop, ({ tasks }) => {
      tasks.web.grant(QUEUE);
      tasks.web.grant({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::pictures/*'] });
    });
    const stack = synthExtended(shop, extension, none).stack('dev-shop');
    expect(policyOf(stack, 'web_task')).toMatchObject({
      Statement: [{ Action: ['sqs:SendMessage'] }, { Action: ['s3:GetObject'] }],
    });
    expect(block(stack, 'aws_iam_role_policies_exclusive.web_task')).toMatchObject({
      policy_names: ['${aws_iam_role_policy.web_task.name}'],
    });
    const waits = waitsOf(stack, 'aws_ecs_service.web');
    expect(waits.filter((address) => address === 'aws_iam_role_policy.web_task')).toHaveLength(1);
    expect(addresses(stack)).not.toContain('aws_iam_role_policy.cart_task');
  });

  it('holds for what starts a schedule too', () => {
    const extension = extend(shop, ({ tasks }) => {
      tasks.report.grant(QUEUE);
      tasks.report.roles.schedule.grant({ actions: ['sqs:SendMessage'], resources: ['*'] });
    });
    const stack = synthExtended(shop, extension, none).stack('dev-shop');
    expect(waitsOf(stack, 'aws_cloudwatch_event_target.report')).toContain('aws_iam_role_policy.report_task');
    expect(policyOf(stack, 'report_schedule')).toMatchObject({
      Statement: expect.arrayContaining([expect.objectContaining({ Action: ['sqs:SendMessage'] })]),
    });
  });

  it('may be a managed policy, which the role owns', () => {
    const extension = extend(shop, ({ tasks, stacks }) => {
      const policy = new IamPolicy(stacks.application, 'reports', { policy: '{}' });
      tasks.web.roles.execution.attach('reports', policy.arn);
    });
    const stack = synthExtended(shop, extension).stack('dev-shop');
    const attachment = 'aws_iam_role_policy_attachment.web_execution_reports';
    expect(block(stack, attachment)).toMatchObject({
      role: '${aws_iam_role.web_execution.name}',
      policy_arn: '${aws_iam_policy.reports.arn}',
    });
    expect(block(stack, 'aws_iam_role_policy_attachments_exclusive.web_execution')).toMatchObject({
      policy_arns: [`\${${attachment}.policy_arn}`],
    });
    expect(waitsOf(stack, 'aws_ecs_service.web')).toContain(attachment);
  });
});

describe('a container', () => {
  it('gets variables, in the order in which ECS’s form of it is written', () => {
    const extension = extend(shop, ({ tasks, stacks }) => {
      const queue = new SqsQueue(stacks.application, 'orders', { name: 'dev-shop-orders' });
      tasks.cart.environment({ QUEUE_URL: queue.url, AREA: 'eu' });
    });
    const stack = synthExtended(shop, extension, none).stack('dev-shop');
    const { environment } = containerOf(stack, 'cart', 'app');
    expect(environment).toEqual([
      { name: 'AREA', value: 'eu' },
      { name: 'COLOR', value: 'red' },
      { name: 'PORT', value: '3000' },
      { name: 'QUEUE_URL', value: '${aws_sqs_queue.orders.url}' },
    ]);
    expect(environmentOf(containerOf(stack, 'web', 'app'))).toEqual({ PORT: '3000' });
  });

  it('is changed in any other way, an Envoy’s too', () => {
    const extension = extend(shop, ({ tasks }) => {
      tasks.web.changeContainer('envoy', (before) => ({ ...before, stopTimeout: 119 }));
    });
    const stack = synthExtended(shop, extension, { MESH_TARGET: 'envoy' }).stack('dev-shop');
    expect(containerOf(stack, 'web', 'envoy')).toMatchObject({ stopTimeout: 119 });
  });
});

describe('a resource', () => {
  it('of the application has its attributes set, or what CDKTF does not know of it', () => {
    const extension = extend(shop, ({ services, loadBalancers, listeners, targetGroups, resource }) => {
      services.web.enableExecuteCommand = true;
      loadBalancers.ingress.enableDeletionProtection = true;
      listeners.ingress_tcp.addOverride('tcp_idle_timeout_seconds', 400);
      targetGroups.ingress.connectionTermination = true;
      resource(AppmeshVirtualNode, 'web').tags = { Team: 'shop' };
    });
    const stack = synthExtended(shop, extension).stack('dev-shop');
    expect(block(stack, 'aws_ecs_service.web')).toMatchObject({ enable_execute_command: true });
    expect(block(stack, 'aws_lb.ingress')).toMatchObject({ enable_deletion_protection: true });
    expect(block(stack, 'aws_lb_listener.ingress_tcp')).toMatchObject({ tcp_idle_timeout_seconds: 400 });
    expect(block(stack, 'aws_lb_target_group.ingress')).toMatchObject({ connection_termination: true });
    expect(block(stack, 'aws_appmesh_virtual_node.web')).toMatchObject({ tags: { Team: 'shop' } });
  });

  it('has a handle, whatever it is', () => {
    const seen: Record<string, unknown> = {};
    const extension = extend(shop, (extended) => {
      const { network, repositories, schedules, securityGroups, tasks } = extended;
      Object.assign(seen, {
        repositories: Object.keys(repositories),
        schedules: Object.keys(schedules),
        groups: [securityGroups.web, securityGroups.ingress_lb].map(
          ({ friendlyUniqueId }) => friendlyUniqueId,
        ),
        tasks: Object.keys(tasks),
        subnets: [...network.publicSubnets, ...network.privateSubnets].map(
          (subnet) => subnet.friendlyUniqueId,
        ),
        single: [extended.cluster, extended.namespace, network.vpc].map((one) => one.terraformResourceType),
        logs: tasks.web.logGroup.nameInput,
        isThere: ['ingress' in tasks, 'web' in tasks],
        known: [extended.stage, extended.target, extended.application.name],
        service: extended.resource(EcsService, 'cart') === extended.services.cart,
      });
    });
    synthExtended(shop, extension, none);
    expect(seen).toEqual({
      repositories: ['cart', 'report', 'web'],
      schedules: ['report'],
      groups: ['web', 'ingress_lb'],
      tasks: ['cart', 'report', 'web'],
      subnets: ['public_a', 'public_b', 'private_a', 'private_b'],
      single: ['aws_ecs_cluster', 'aws_service_discovery_private_dns_namespace', 'aws_vpc'],
      logs: '/dev/shop/web',
      // Target `none` runs no gateways.
      isThere: [false, true],
      known: ['dev', 'none', 'shop'],
      service: true,
    });
  });
});

it('knows load balancers with routes of their own', () => {
  const open = application('shop', () => ({
    ...definition,
    loadBalancers: { public: { ...applicationLoadBalancer(80), routes: { all: { node: 'web' } } } },
  }));
  const extension = extend(open, ({ loadBalancers, listeners, securityGroups, targetGroups }) => {
    loadBalancers.public.preserveHostHeader = true;
    loadBalancers.ingress.enableDeletionProtection = true;
    listeners.public_http.tags = { Group: securityGroups.public_lb.id };
    targetGroups.public_web.slowStart = 60;
    // @ts-expect-error -- no load balancer has the name
    expect(() => loadBalancers.pulbic.name).toThrow('did you mean "public"?');
  });
  const stack = synthExtended(open, extension).stack('dev-shop');
  expect(block(stack, 'aws_lb.public')).toMatchObject({ preserve_host_header: true });
  expect(block(stack, 'aws_lb.ingress')).toMatchObject({ enable_deletion_protection: true });
  expect(block(stack, 'aws_lb_listener.public_http')).toMatchObject({
    tags: { Group: '${aws_security_group.public_lb.id}' },
  });
  expect(block(stack, 'aws_lb_target_group.public_web')).toMatchObject({ slow_start: 60 });
});

describe('what stands in another stack', () => {
  it('is an output there, once for all that use it', () => {
    const extension = extend(parted, ({ tasks, stacks }) => {
      const queue = new SqsQueue(stacks.platform, 'orders', { name: 'dev-shop-orders' });
      tasks.web.grant({ actions: ['sqs:SendMessage'], resources: [queue.arn] });
      tasks.cart.grant({ actions: ['sqs:ReceiveMessage'], resources: [queue.arn] });
      tasks.cart.environment({ QUEUE_URL: queue.url });
    });
    const { stack } = synthExtended(parted, extension, none);
    const { output = {} } = stack('dev-shop-platform').terraform;
    expect(Object.keys(output).filter((name) => name.startsWith('aws_'))).toEqual([
      'aws_sqs_queue_orders_arn',
      'aws_sqs_queue_orders_url',
    ]);
    expect(output['aws_sqs_queue_orders_arn']).toEqual({
      value: '${aws_sqs_queue.orders.arn}',
      description: 'What other stacks use of aws_sqs_queue.orders',
    });
    const told = 'data.terraform_remote_state.platform.outputs';
    expect(policyOf(stack('dev-shop-web'), 'web_task')).toMatchObject({
      Statement: [{ Resource: [`\${${told}.aws_sqs_queue_orders_arn}`] }],
    });
    expect(environmentOf(containerOf(stack('dev-shop-cart'), 'cart', 'app'))).toMatchObject({
      QUEUE_URL: `\${${told}.aws_sqs_queue_orders_url}`,
    });
  });

  it('is read of the network by what is added to the application', () => {
    const extension = extend(shop, ({ stacks, network }) => {
      stacks.application.addOutput('zone', { value: network.vpc.cidrBlock, description: 'Addresses' });
    });
    const { stack } = synthExtended(shop, extension, none);
    expect(stack('dev-shop').terraform.output).toMatchObject({
      zone: { value: '${data.terraform_remote_state.network.outputs.aws_vpc_vpc_cidr_block}' },
    });
    expect(stack('dev-shop-network').terraform.output).toMatchObject({
      aws_vpc_vpc_cidr_block: { value: '${aws_vpc.vpc.cidr_block}' },
    });
  });
});
