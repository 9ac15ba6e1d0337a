/** Target `none`: what stands there without a mesh, and what does not. */
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { applicationLoadBalancer, http } from '../../lib/mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import {
  addresses,
  block,
  containerOf,
  containersOf,
  environmentOf,
  resourcesOf,
  type Stack,
  synthApplications,
  synthColorTeller,
} from '../support/synth';

const none = { MESH_TARGET: 'none' };
const teller = synthColorTeller(none).stack('dev-color-teller');
const meshed = synthColorTeller().stack('dev-color-teller');
const shop = (parts: MeshParts): Stack => synthApplications([aMesh(parts)], none).stack('dev-shop');

describe('color-teller without a mesh', () => {
  it('has these addresses', () => {
    expect(addresses(teller)).toEqual([
      'aws_cloudwatch_log_group.blue',
      'aws_cloudwatch_log_group.client',
      'aws_cloudwatch_log_group.red',
      'aws_ecs_cluster.cluster',
      'aws_ecs_service.blue',
      'aws_ecs_service.client',
      'aws_ecs_service.red',
      'aws_ecs_task_definition.blue',
      'aws_ecs_task_definition.client',
      'aws_ecs_task_definition.red',
      'aws_iam_role.blue_execution',
      'aws_iam_role.blue_task',
      'aws_iam_role.client_execution',
      'aws_iam_role.client_task',
      'aws_iam_role.red_execution',
      'aws_iam_role.red_task',
      'aws_iam_role_policies_exclusive.blue_execution',
      'aws_iam_role_policies_exclusive.blue_task',
      'aws_iam_role_policies_exclusive.client_execution',
      'aws_iam_role_policies_exclusive.client_task',
      'aws_iam_role_policies_exclusive.red_execution',
      'aws_iam_role_policies_exclusive.red_task',
      'aws_iam_role_policy.blue_execution',
      'aws_iam_role_policy.client_execution',
      'aws_iam_role_policy.red_execution',
      'aws_iam_role_policy_attachments_exclusive.blue_execution',
      'aws_iam_role_policy_attachments_exclusive.blue_task',
      'aws_iam_role_policy_attachments_exclusive.client_execution',
      'aws_iam_role_policy_attachments_exclusive.client_task',
      'aws_iam_role_policy_attachments_exclusive.red_execution',
      'aws_iam_role_policy_attachments_exclusive.red_task',
      'aws_lb.ingress',
      'aws_lb_listener.ingress_http',
      'aws_lb_target_group.ingress',
      'aws_security_group.blue',
      'aws_security_group.client',
      'aws_security_group.client_ways',
      'aws_security_group.ingress_lb',
      'aws_security_group.red',
      'aws_service_discovery_private_dns_namespace.namespace',
      'aws_service_discovery_service.blue',
      'aws_service_discovery_service.client',
      'aws_service_discovery_service.red',
      'aws_vpc_security_group_egress_rule.blue_to_internet_443',
      'aws_vpc_security_group_egress_rule.client_to_internet_443',
      'aws_vpc_security_group_egress_rule.client_to_red_3000',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_client_3000',
      'aws_vpc_security_group_egress_rule.red_to_internet_443',
      'aws_vpc_security_group_ingress_rule.client_from_ingress_lb_3000',
      'aws_vpc_security_group_ingress_rule.ingress_lb_from_internet_80',
      'aws_vpc_security_group_ingress_rule.red_from_client_3000',
      'data.aws_caller_identity.account',
      'data.terraform_remote_state.network',
      'data.terraform_remote_state.registry',
    ]);
  });

  it('has nothing of App Mesh, no Envoy and no X-Ray, not even the words', () => {
    // `//` are notes, which Terraform does not read.
    const json = JSON.stringify(teller.terraform, (key, value: unknown) => (key === '//' ? '' : value));
    expect(json.match(/appmesh|app-mesh|envoy|x-?ray/gi)).toBeNull();
  });

  it('runs each node’s own container and nothing beside it', () => {
    for (const node of ['red', 'blue', 'client']) {
      expect(containersOf(teller, node).map(({ name }) => name)).toEqual(['app']);
      expect(containerOf(teller, node, 'app')).not.toHaveProperty('dependsOn');
      expect(block(teller, `aws_ecs_task_definition.${node}`)).not.toHaveProperty('proxy_configuration');
    }
  });

  it('has the client call red by red’s own name: the node that answers', () => {
    expect(environmentOf(containerOf(teller, 'client', 'app'))).toEqual({
      COLOR_BACKEND: 'http://red.service.local:3000',
      PORT: '3000',
      VERSION: 'meshed',
    });
  });

  it('tells the same under the same names, but for the mesh', () => {
    const outputs = Object.fromEntries(
      Object.entries(teller.terraform.output ?? {}).map(([name, { value }]) => [name, value]),
    );
    expect(outputs).toEqual({
      client_service_virtual_service_name: 'client.service.local',
      cluster_name: '${aws_ecs_cluster.cluster.name}',
      color_service_virtual_service_name: 'red.service.local',
      gateway_dns_name: '${aws_lb.ingress.dns_name}',
      ingress_dns_name: '${aws_lb.ingress.dns_name}',
      ingress_url: 'http://${aws_lb.ingress.dns_name}',
      url: 'http://${aws_lb.ingress.dns_name}',
    });
    const others = Object.keys(meshed.terraform.output ?? {}).filter((name) => !Object.hasOwn(outputs, name));
    expect(others).toEqual([
      'client_service_virtual_service_arn',
      'color_service_virtual_service_arn',
      'mesh_arn',
      'mesh_name',
    ]);
  });

  it('has the addresses of App Mesh, but for the ways of the client', () => {
    const others = addresses(teller).filter((address) => !addresses(meshed).includes(address));
    expect(others).toEqual([
      // App Mesh tells running tasks which nodes they call, so none holds such a group.
      'aws_security_group.client_ways',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_client_3000',
      'aws_vpc_security_group_ingress_rule.client_from_ingress_lb_3000',
    ]);
  });

  it.each([
    'aws_cloudwatch_log_group',
    'aws_ecs_cluster',
    'aws_iam_role',
    'aws_lb',
    'aws_security_group',
    'aws_service_discovery_private_dns_namespace',
    'aws_service_discovery_service',
  ])('has each %s exactly as on App Mesh, so that a change of the target leaves it alone', (type) => {
    // The comment says where in the program a resource comes from; Terraform skips it.
    const plain = Object.entries(resourcesOf(teller, type))
      .filter(([name]) => name !== 'client_ways')
      .map(([name, body]) => [name, { ...body, '//': null }]);
    const names = plain.map(([name]) => String(name));
    const onMesh = names.map((name) => [name, { ...block(meshed, `${type}.${name}`), '//': null }]);
    expect(onMesh).toEqual(plain);
    expect(plain).not.toEqual([]);
  });
});

describe('the load balancer', () => {
  it('leads to the client’s port and asks the client whether it is well', () => {
    expect(teller.json).toHaveResourceWithProperties(LbTargetGroup, {
      port: 3000,
      protocol: 'HTTP',
      target_type: 'ip',
      health_check: {
        // For each target: a task of before is checked on its own port.
        port: 'traffic-port',
        path: '/health',
        protocol: 'HTTP',
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 2,
      },
    });
    expect(block(teller, 'aws_ecs_service.client')).toMatchObject({
      load_balancer: [
        {
          target_group_arn: '${aws_lb_target_group.ingress.arn}',
          container_name: 'app',
          container_port: 3000,
        },
      ],
      health_check_grace_period_seconds: 60,
      service_registries: { registry_arn: '${aws_service_discovery_service.client.arn}' },
    });
  });

  it('takes any answer but an error of the node’s own for well where the node has no health check', () => {
    const plain = shop({ gateways: { ingress: aGateway() } });
    expect(block(plain, 'aws_lb_target_group.ingress')['health_check']).toMatchObject({
      port: 'traffic-port',
      path: '/',
      matcher: '200-499',
    });
  });

  it('has its listener and its ways in before the tasks behind it', () => {
    expect(block(teller, 'aws_ecs_service.client')['depends_on']).toEqual(
      expect.arrayContaining([
        'aws_lb_listener.ingress_http',
        'aws_vpc_security_group_egress_rule.ingress_lb_to_client_3000',
        'aws_vpc_security_group_ingress_rule.client_from_ingress_lb_3000',
      ]),
    );
  });

  it('keeps its target group when the target changes: a listener would lead to another one before a task is in it', () => {
    const group = (stack: Stack) => block(stack, 'aws_lb_target_group.ingress');
    const changed = Object.keys(group(teller)).filter(
      (field) => JSON.stringify(group(teller)[field]) !== JSON.stringify(group(meshed)[field]),
    );
    expect(changed.filter((field) => field !== '//')).toEqual(['health_check', 'name', 'port']);
    expect(group(teller)['lifecycle']).toEqual({
      create_before_destroy: true,
      ignore_changes: ['name', 'port'],
    });
  });

  it('speaks HTTPS where there is a certificate', () => {
    const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
    const loadBalancer = applicationLoadBalancer(80, { certificateArn });
    const { json, terraform } = shop({ gateways: { ingress: aGateway({ loadBalancer }) } });
    expect(json).toHaveResourceWithProperties(LbListener, {
      port: 443,
      protocol: 'HTTPS',
      certificate_arn: certificateArn,
      default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.ingress.arn}' }],
    });
    expect(json).toHaveResourceWithProperties(LbListener, {
      port: 80,
      default_action: [
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
      ],
    });
    expect(json).toHaveResourceWithProperties(EcsService, {
      depends_on: expect.arrayContaining(['aws_lb_listener.ingress_http', 'aws_lb_listener.ingress_https']),
    });
    expect(terraform.output).toMatchObject({ url: { value: 'https://${aws_lb.ingress.dns_name}' } });
  });

  it('may be two before one node, which then joins both groups', () => {
    const two = shop({
      gateways: { inside: aGateway({ loadBalancer: applicationLoadBalancer(8080) }), outside: aGateway() },
    });
    expect(block(two, 'aws_ecs_service.web')['load_balancer']).toEqual([
      { target_group_arn: '${aws_lb_target_group.inside.arn}', container_name: 'app', container_port: 3000 },
      { target_group_arn: '${aws_lb_target_group.outside.arn}', container_name: 'app', container_port: 3000 },
    ]);
    expect(Object.keys(two.terraform.output ?? {})).toEqual(
      expect.arrayContaining(['inside_url', 'outside_url']),
    );
    expect(two.terraform.output).not.toHaveProperty('url');
  });
});

/** `red <- client 3000` */
function rules(stack: Stack, way: 'ingress' | 'egress'): string[] {
  const groupName = (id: unknown) => String(id).replace(/^\$\{aws_security_group\.(.*)\.id\}$/, '$1');
  return Object.values(resourcesOf(stack, `aws_vpc_security_group_${way}_rule`))
    .map((rule) => {
      const other = rule['referenced_security_group_id'] ?? rule['cidr_ipv4'];
      expect(rule['to_port']).toBe(rule['from_port']);
      const arrow = way === 'ingress' ? '<-' : '->';
      return `${groupName(rule['security_group_id'])} ${arrow} ${groupName(other)} ${String(rule['from_port'])}`;
    })
    .sort();
}

describe('a security group', () => {
  it('lets in: the internet to the load balancer, that to the client, that to red; and no task to blue', () => {
    expect(rules(teller, 'ingress')).toEqual([
      'client <- ingress_lb 3000',
      'ingress_lb <- 0.0.0.0/0 80',
      'red <- client 3000',
    ]);
  });

  it('lets out along the same ways, and HTTPS for AWS’s APIs and images', () => {
    expect(rules(teller, 'egress')).toEqual([
      'blue -> 0.0.0.0/0 443',
      'client -> 0.0.0.0/0 443',
      'client -> red 3000',
      'ingress_lb -> client 3000',
      'red -> 0.0.0.0/0 443',
    ]);
  });
});

describe('a role', () => {
  it('of the containers may do nothing: it has no policy at all', () => {
    expect(Object.keys(resourcesOf(teller, 'aws_iam_role_policy'))).toEqual([
      'blue_execution',
      'client_execution',
      'red_execution',
    ]);
    expect(resourcesOf(teller, 'aws_iam_role_policy_attachment')).toEqual({});
  });

  it('that starts a node may write its log and pull its image, as on App Mesh', () => {
    expect(resourcesOf(meshed, 'aws_iam_role_policy')).toMatchObject(
      resourcesOf(teller, 'aws_iam_role_policy'),
    );
  });
});

describe('a worker', () => {
  const stack = shop({
    nodes: { web: aNode({ listeners: [http(4000)] }), worker: aNode({ listeners: [], backends: ['web'] }) },
  });

  it('runs without a name, a port or a way in', () => {
    expect(addresses(stack)).not.toContain('aws_service_discovery_service.worker');
    expect(block(stack, 'aws_ecs_service.worker')).not.toHaveProperty('service_registries');
    expect(containerOf(stack, 'worker', 'app').portMappings).toEqual([]);
    expect(rules(stack, 'ingress')).toEqual(['web <- worker 4000']);
  });
});

describe('a split between two nodes', () => {
  const split: MeshParts = {
    nodes: { web: aNode({ backends: ['color'] }), red: aNode(), blue: aNode() },
    services: { color: { routes: { default: { targets: { red: 30, blue: 70 } } } } },
  };

  it('is refused', () => {
    expect(() => shop(split)).toThrow(/\[loss-split\]/);
  });

  it('leads to the heavier node where MESH_ACCEPT says that one may answer alone', () => {
    const accepted = synthApplications([aMesh(split)], { ...none, MESH_ACCEPT: 'loss-split' });
    const stack = accepted.stack('dev-shop');
    expect(stack.terraform.output).toMatchObject({
      color_virtual_service_name: { value: 'blue.shop.local' },
    });
    expect(rules(stack, 'ingress')).toEqual(['blue <- web 3000']);
    expect(accepted.project.messages.join('\n')).not.toContain('loss-split');
  });
});
