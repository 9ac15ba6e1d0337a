import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import { XrayGroup } from '@cdktf/provider-aws/lib/xray-group';
import { XraySamplingRule } from '@cdktf/provider-aws/lib/xray-sampling-rule';
import type { ApplicationSource } from '../../lib/mesh/application';
import { applicationLoadBalancer } from '../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh, aNode } from '../../lib/testing';
import {
  addresses,
  block,
  containerOf,
  containersOf,
  resourcesOf,
  type Stack,
  synthApplications,
  synthColorTeller,
  synthProject,
} from '../support/synth';

const teller = synthColorTeller().stack('dev-color-teller');
const shop = (source: ApplicationSource, environment = {}): Stack =>
  synthApplications([source], environment).stacks.at(-1) as Stack;

describe('stack dev-color-teller', () => {
  it('has these addresses: what is called what, in words that a plan can be read by', () => {
    expect(addresses(teller)).toEqual([
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
      'aws_cloudwatch_log_group.blue',
      'aws_cloudwatch_log_group.client',
      'aws_cloudwatch_log_group.ingress',
      'aws_cloudwatch_log_group.red',
      'aws_ecs_cluster.cluster',
      'aws_ecs_service.blue',
      'aws_ecs_service.client',
      'aws_ecs_service.ingress',
      'aws_ecs_service.red',
      'aws_ecs_task_definition.blue',
      'aws_ecs_task_definition.client',
      'aws_ecs_task_definition.ingress',
      'aws_ecs_task_definition.red',
      'aws_iam_role.blue_execution',
      'aws_iam_role.blue_task',
      'aws_iam_role.client_execution',
      'aws_iam_role.client_task',
      'aws_iam_role.ingress_execution',
      'aws_iam_role.ingress_task',
      'aws_iam_role.red_execution',
      'aws_iam_role.red_task',
      'aws_iam_role_policies_exclusive.blue_execution',
      'aws_iam_role_policies_exclusive.blue_task',
      'aws_iam_role_policies_exclusive.client_execution',
      'aws_iam_role_policies_exclusive.client_task',
      'aws_iam_role_policies_exclusive.ingress_execution',
      'aws_iam_role_policies_exclusive.ingress_task',
      'aws_iam_role_policies_exclusive.red_execution',
      'aws_iam_role_policies_exclusive.red_task',
      'aws_iam_role_policy.blue_execution',
      'aws_iam_role_policy.blue_task',
      'aws_iam_role_policy.client_execution',
      'aws_iam_role_policy.client_task',
      'aws_iam_role_policy.ingress_execution',
      'aws_iam_role_policy.ingress_task',
      'aws_iam_role_policy.red_execution',
      'aws_iam_role_policy.red_task',
      'aws_iam_role_policy_attachments_exclusive.blue_execution',
      'aws_iam_role_policy_attachments_exclusive.blue_task',
      'aws_iam_role_policy_attachments_exclusive.client_execution',
      'aws_iam_role_policy_attachments_exclusive.client_task',
      'aws_iam_role_policy_attachments_exclusive.ingress_execution',
      'aws_iam_role_policy_attachments_exclusive.ingress_task',
      'aws_iam_role_policy_attachments_exclusive.red_execution',
      'aws_iam_role_policy_attachments_exclusive.red_task',
      'aws_lb.ingress',
      'aws_lb_listener.ingress_http',
      'aws_lb_target_group.ingress',
      'aws_security_group.blue',
      'aws_security_group.client',
      'aws_security_group.ingress',
      'aws_security_group.ingress_lb',
      'aws_security_group.red',
      'aws_service_discovery_instance.client-service',
      'aws_service_discovery_instance.color-service',
      'aws_service_discovery_private_dns_namespace.namespace',
      'aws_service_discovery_service.blue',
      'aws_service_discovery_service.client',
      'aws_service_discovery_service.client-service',
      'aws_service_discovery_service.color-service',
      'aws_service_discovery_service.red',
      'aws_vpc_security_group_egress_rule.blue_to_internet_443',
      'aws_vpc_security_group_egress_rule.client_to_blue_3000',
      'aws_vpc_security_group_egress_rule.client_to_internet_443',
      'aws_vpc_security_group_egress_rule.client_to_red_3000',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_ingress_8080',
      'aws_vpc_security_group_egress_rule.ingress_lb_to_ingress_9901',
      'aws_vpc_security_group_egress_rule.ingress_to_client_3000',
      'aws_vpc_security_group_egress_rule.ingress_to_internet_443',
      'aws_vpc_security_group_egress_rule.red_to_internet_443',
      'aws_vpc_security_group_ingress_rule.blue_from_client_3000',
      'aws_vpc_security_group_ingress_rule.client_from_ingress_3000',
      'aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_8080',
      'aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_9901',
      'aws_vpc_security_group_ingress_rule.ingress_lb_from_internet_80',
      'aws_vpc_security_group_ingress_rule.red_from_client_3000',
      'aws_xray_group.tracing',
      'aws_xray_sampling_rule.tracing',
      'data.aws_caller_identity.account',
      'data.terraform_remote_state.network',
      'data.terraform_remote_state.registry',
    ]);
  });

  it('has the same addresses in every stage, so that a plan of prod reads like one of dev', () => {
    const prod = synthColorTeller({ MESH_STAGE: 'prod' }).stack('prod-color-teller');
    expect(addresses(prod)).toEqual(addresses(teller));
  });

  it('has its contract: where it answers, what it is called, what callers use', () => {
    expect(teller.terraform.output).toEqual({
      client_service_virtual_service_arn: {
        description: 'ARN of virtual service client-service',
        value: '${aws_appmesh_virtual_service.client-service.arn}',
      },
      color_service_virtual_service_arn: {
        description: 'ARN of virtual service color-service',
        value: '${aws_appmesh_virtual_service.color-service.arn}',
      },
      gateway_dns_name: {
        description: 'Name of the load balancer before gateway ingress',
        value: '${aws_lb.ingress.dns_name}',
      },
      ingress_dns_name: {
        description: 'Name of the load balancer before gateway ingress',
        value: '${aws_lb.ingress.dns_name}',
      },
      client_service_virtual_service_name: {
        description: 'Host name that callers of client-service use',
        value: 'client-service.service.local',
      },
      cluster_name: {
        description: 'Name of the ECS cluster that all tasks run in',
        value: '${aws_ecs_cluster.cluster.name}',
      },
      color_service_virtual_service_name: {
        description: 'Host name that callers of color-service use',
        value: 'color-service.service.local',
      },
      ingress_url: {
        description: 'Where gateway ingress answers the internet',
        value: 'http://${aws_lb.ingress.dns_name}',
      },
      mesh_arn: { description: 'ARN of the mesh', value: '${aws_appmesh_mesh.mesh.arn}' },
      mesh_name: { description: 'Name of the mesh', value: '${aws_appmesh_mesh.mesh.name}' },
      url: {
        description: 'Where gateway ingress answers the internet',
        value: 'http://${aws_lb.ingress.dns_name}',
      },
    });
  });

  it('gives one URL per gateway where there are several', () => {
    const two = shop(aMesh({ gateways: { ingress: aGateway(), 'back-office': aGateway() } }));
    expect(Object.keys(two.terraform.output ?? {})).toEqual(
      expect.arrayContaining(['back_office_url', 'ingress_url']),
    );
    expect(two.terraform.output).not.toHaveProperty('url');
  });

  it('names what lives in the account with the stage first', () => {
    const prod = synthColorTeller({ MESH_STAGE: 'prod' }).stack('prod-color-teller');
    expect(prod.json).toHaveResourceWithProperties(EcsCluster, { name: 'prod-color-teller' });
    expect(prod.json).toHaveResourceWithProperties(AppmeshMesh, { name: 'prod-sample-mesh' });
    expect(prod.json).toHaveResourceWithProperties(Lb, { name: 'prod-color-teller-ingress' });
    expect(prod.json).toHaveResourceWithProperties(CloudwatchLogGroup, { name: '/prod/color-teller/red' });
    expect(prod.json).toHaveResourceWithProperties(EcsTaskDefinition, { family: 'prod-color-teller-red' });
    expect(block(prod, 'aws_iam_role.red_task')).toMatchObject({ name: 'prod-color-teller-red-task' });
  });

  it('reads the network and the repositories from their states, by name, and nothing else', () => {
    expect(block(teller, 'data.terraform_remote_state.network')).toEqual({
      backend: 's3',
      config: {
        bucket: 'meshwright-example-state',
        key: 'dev-color-teller-network.tfstate',
        region: 'us-west-2',
      },
    });
    expect(
      [...new Set(teller.json.match(/terraform_remote_state\.[a-z]+\.outputs\.[a-z_]+/g))].sort(),
    ).toEqual([
      'terraform_remote_state.network.outputs.private_subnet_ids',
      'terraform_remote_state.network.outputs.public_subnet_ids',
      'terraform_remote_state.network.outputs.vpc_id',
      'terraform_remote_state.registry.outputs.backend_repository_arn',
      'terraform_remote_state.registry.outputs.backend_repository_url',
      'terraform_remote_state.registry.outputs.client_repository_arn',
      'terraform_remote_state.registry.outputs.client_repository_url',
    ]);
  });
});

describe('how many tasks run', () => {
  const scaling = { min: 2, max: 6, cpuPercent: 50 };
  const scaled = shop(aMesh({ nodes: { web: aNode({ runs: { scaling } }) } }));

  it('is one, and Terraform puts it back when it is changed by hand', () => {
    expect(block(teller, 'aws_ecs_service.red')).toMatchObject({ desired_count: 1 });
    expect(block(teller, 'aws_ecs_service.red')).not.toHaveProperty('lifecycle.ignore_changes');
    expect(resourcesOf(teller, 'aws_appautoscaling_target')).toEqual({});
  });

  it('is what scaling decides where there is scaling: Terraform then leaves the count alone', () => {
    expect(scaled.json).toHaveResourceWithProperties(EcsService, {
      desired_count: 2,
      lifecycle: { create_before_destroy: true, ignore_changes: ['desired_count'] },
    });
    expect(scaled.json).toHaveResourceWithProperties(AppautoscalingTarget, {
      min_capacity: 2,
      max_capacity: 6,
      service_namespace: 'ecs',
      scalable_dimension: 'ecs:service:DesiredCount',
      resource_id: 'service/${aws_ecs_cluster.cluster.name}/${aws_ecs_service.web.name}',
    });
    expect(scaled.json).toHaveResourceWithProperties(AppautoscalingPolicy, {
      name: 'dev-shop-web-cpu',
      policy_type: 'TargetTrackingScaling',
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
        target_value: 50,
        scale_in_cooldown: 30,
        scale_out_cooldown: 30,
      },
    });
  });

  it.each([
    [1, 200],
    [2, 150],
    [3, 150],
    [4, 125],
  ])('of %i tasks, a deployment keeps all and runs at most %i %%', (count, maximum) => {
    expect(shop(aMesh({ nodes: { web: aNode({ runs: { count } }) } })).json).toHaveResourceWithProperties(
      EcsService,
      {
        desired_count: count,
        deployment_minimum_healthy_percent: 100,
        deployment_maximum_percent: maximum,
        deployment_circuit_breaker: { enable: true, rollback: true },
      },
    );
  });

  it('is counted by the smallest number that scaling allows when a deployment is sized', () => {
    expect(block(scaled, 'aws_ecs_service.web')).toMatchObject({ deployment_maximum_percent: 150 });
  });
});

describe('what the internet reaches', () => {
  const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
  const secured = (httpsPort?: number): Stack =>
    shop(
      aMesh({
        gateways: {
          ingress: aGateway({
            loadBalancer: applicationLoadBalancer(80, {
              certificateArn,
              ...(httpsPort !== undefined && { httpsPort }),
            }),
          }),
        },
      }),
    );

  it('is a load balancer on port 80, in the public subnets, which leads to the gateway', () => {
    expect(teller.json).toHaveResourceWithProperties(Lb, {
      load_balancer_type: 'application',
      internal: false,
      subnets: '${data.terraform_remote_state.network.outputs.public_subnet_ids}',
      security_groups: ['${aws_security_group.ingress_lb.id}'],
      drop_invalid_header_fields: true,
    });
    expect(teller.json).toHaveResourceWithProperties(LbListener, {
      port: 80,
      protocol: 'HTTP',
      default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.ingress.arn}' }],
    });
  });

  it('is nothing where no gateway has a load balancer', () => {
    const inner = shop(
      aMesh({ gateways: { ingress: { listener: aGateway().listener, routes: aGateway().routes } } }),
    );
    expect(addresses(inner).filter((address) => /aws_lb|internet_80/.test(address))).toEqual([]);
    expect(block(inner, 'aws_ecs_service.ingress')).not.toHaveProperty('load_balancer');
  });

  it('is HTTPS where there is a certificate, with HTTP left to redirect', () => {
    const { json, terraform } = secured();
    expect(json).toHaveResourceWithProperties(LbListener, {
      port: 443,
      protocol: 'HTTPS',
      certificate_arn: certificateArn,
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.ingress.arn}' }],
    });
    expect(json).toHaveResourceWithProperties(LbListener, {
      port: 80,
      protocol: 'HTTP',
      default_action: [
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
      ],
    });
    expect(terraform.output).toMatchObject({ url: { value: 'https://${aws_lb.ingress.dns_name}' } });
  });

  it('redirects to the port that HTTPS is on, which the URL then names', () => {
    const { json, terraform } = secured(8443);
    expect(json).toHaveResourceWithProperties(LbListener, { port: 8443, protocol: 'HTTPS' });
    expect(json).toHaveResourceWithProperties(LbListener, {
      port: 80,
      default_action: [
        { type: 'redirect', redirect: { port: '8443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
      ],
    });
    expect(terraform.output).toMatchObject({ url: { value: 'https://${aws_lb.ingress.dns_name}:8443' } });
  });

  it('is asked whether it is ready at Envoy’s admin port: configured and not draining', () => {
    expect(teller.json).toHaveResourceWithProperties(LbTargetGroup, {
      port: 8080,
      protocol: 'HTTP',
      target_type: 'ip',
      deregistration_delay: '30',
      health_check: {
        port: '9901',
        path: '/ready',
        protocol: 'HTTP',
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 2,
      },
    });
  });
});

describe('MESH_PROTECT', () => {
  const guarded = [
    'aws_ecs_cluster.cluster',
    'aws_lb.ingress',
    'aws_service_discovery_private_dns_namespace.namespace',
  ];
  const isGuarded = (stack: Stack, address: string): boolean =>
    JSON.stringify(block(stack, address)).includes('"prevent_destroy":true');

  it('on, the default, keeps Terraform from deleting the cluster, the zone and the load balancer', () => {
    expect(
      addresses(teller).filter((address) => !address.startsWith('data.') && isGuarded(teller, address)),
    ).toEqual(guarded);
  });

  it('off lets it', () => {
    const open = synthColorTeller({ MESH_PROTECT: 'off' }).stack('dev-color-teller');
    expect(open.json).not.toContain('prevent_destroy');
    expect(open.json).toHaveResource(ServiceDiscoveryPrivateDnsNamespace);
  });
});

describe('MESH_IMAGES', () => {
  const color = (images: string): Stack =>
    synthColorTeller({ MESH_IMAGES: images }).stack('dev-color-teller');
  const references = (stack: Stack): unknown => stack.terraform.locals;

  it('unset: each image is the repository’s, tagged by the hash of its sources', () => {
    const built = synthProject().stack('dev-color-teller');
    expect(references(built)).toEqual({
      backend_image: expect.stringMatching(
        /^\$\{coalesce\(var\.backend_image, "\$\{data\.terraform_remote_state\.registry\.outputs\.backend_repository_url\}:[0-9a-f]{16}"\)\}$/,
      ),
      client_image: expect.stringMatching(
        /^\$\{coalesce\(var\.client_image, "\$\{data\.terraform_remote_state\.registry\.outputs\.client_repository_url\}:[0-9a-f]{16}"\)\}$/,
      ),
    });
  });

  it('one tag: all images are the repositories’, with this tag', () => {
    expect(references(color('v7'))).toEqual({
      backend_image:
        '${coalesce(var.backend_image, "${data.terraform_remote_state.registry.outputs.backend_repository_url}:v7")}',
      client_image:
        '${coalesce(var.client_image, "${data.terraform_remote_state.registry.outputs.client_repository_url}:v7")}',
    });
  });

  it('references: the images are these, and the states of the repositories are not read', () => {
    const named = color('backend=ghcr.io/acme/backend:v2,client=ghcr.io/acme/client:v3');
    expect(references(named)).toEqual({
      backend_image: '${coalesce(var.backend_image, "ghcr.io/acme/backend:v2")}',
      client_image: '${coalesce(var.client_image, "ghcr.io/acme/client:v3")}',
    });
    expect(addresses(named)).not.toContain('data.terraform_remote_state.registry');
    expect(block(named, 'aws_iam_role_policy.red_execution')['policy']).not.toContain('ecr:');
  });

  it('a reference into another ECR lets the execution role pull from exactly there', () => {
    const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/backend@sha256:' + 'a'.repeat(64);
    const policy = block(
      color(`backend=${ecr},client=ghcr.io/acme/client:v3`),
      'aws_iam_role_policy.red_execution',
    )['policy'];
    expect(policy).toContain('"arn:aws:ecr:eu-west-1:123456789012:repository/team/backend"');
  });

  it('or a Terraform variable: ops release without Node, one variable per source', () => {
    expect(teller.terraform.variable).toEqual({
      backend_image: {
        default: '',
        description:
          'Image of source "backend", such as <repository>@sha256:<digest>; empty for the one known at synth',
        type: 'string',
        validation: [
          {
            condition: '${can(regex("^[A-Za-z0-9._/:@-]*$", var.backend_image))}',
            error_message: 'An image reference has letters, digits and . _ / : @ - only.',
          },
        ],
      },
      client_image: expect.objectContaining({ type: 'string', default: '' }),
    });
    expect(containerOf(teller, 'red', 'app').image).toBe('${local.backend_image}');
    expect(containerOf(teller, 'blue', 'app').image).toBe('${local.backend_image}');
    expect(containerOf(teller, 'client', 'app').image).toBe('${local.client_image}');
  });
});

describe('MESH_WEIGHTS', () => {
  const weights = (stack: Stack): unknown => {
    const { spec } = block(stack, 'aws_appmesh_route.color-service_default') as {
      spec: { http_route: { action: unknown } };
    };
    return spec.http_route.action;
  };

  it('unset: the application says who gets how much, here all to red', () => {
    expect(weights(teller)).toEqual({
      weighted_target: [
        { virtual_node: '${aws_appmesh_virtual_node.blue.name}', weight: 0, port: 3000 },
        { virtual_node: '${aws_appmesh_virtual_node.red.name}', weight: 100, port: 3000 },
      ],
    });
  });

  it('moves weight and nothing else', () => {
    const moved = synthColorTeller({ MESH_WEIGHTS: 'color-service/default:red=90,blue=10' }).stack(
      'dev-color-teller',
    );
    expect(weights(moved)).toEqual({
      weighted_target: [
        { virtual_node: '${aws_appmesh_virtual_node.blue.name}', weight: 10, port: 3000 },
        { virtual_node: '${aws_appmesh_virtual_node.red.name}', weight: 90, port: 3000 },
      ],
    });
    const lines = (stack: Stack) => stack.json.split('\n').filter((line) => !/"weight": \d+/.test(line));
    expect(lines(moved)).toEqual(lines(teller));
  });
});

describe('tracing', () => {
  const dark = shop(aMesh({ gateways: { ingress: aGateway() } }));
  const traced = shop(aMesh({ gateways: { ingress: aGateway() }, tracing: { samplingRate: 0.5 } }));

  it('is off by default: no daemon, no permission, no group', () => {
    expect(containersOf(dark, 'web').map(({ name }) => name)).toEqual(['app', 'envoy']);
    expect(containersOf(dark, 'ingress').map(({ name }) => name)).toEqual(['envoy']);
    expect(dark.json.toLowerCase()).not.toContain('xray');
  });

  it('is on everywhere with one switch, and its group begins at the gateways', () => {
    expect(containersOf(traced, 'web').map(({ name }) => name)).toEqual(['app', 'envoy', 'xray-daemon']);
    expect(containersOf(traced, 'ingress').map(({ name }) => name)).toEqual(['envoy', 'xray-daemon']);
    expect(traced.json).toHaveResourceWithProperties(XrayGroup, {
      group_name: 'dev-shop',
      filter_expression: 'service("dev-shop/ingress")',
    });
  });

  it('by OpenTelemetry has a collector in the daemon’s place', () => {
    const collected = shop(
      aMesh({ gateways: { ingress: aGateway() }, tracing: { tracer: 'opentelemetry' } }),
    );
    expect(containersOf(collected, 'web').map(({ name }) => name)).toEqual([
      'app',
      'envoy',
      'otel-collector',
    ]);
    expect(containersOf(collected, 'ingress').map(({ name }) => name)).toEqual(['envoy', 'otel-collector']);
    expect(collected.json).toHaveResourceWithProperties(XrayGroup, { group_name: 'dev-shop' });
  });

  it('has a sampling rule for services with an SDK of their own, at the same rate', () => {
    expect(traced.json).toHaveResourceWithProperties(XraySamplingRule, {
      rule_name: 'dev-shop',
      fixed_rate: 0.5,
      priority: 1000,
      version: 1,
      reservoir_size: 1,
      service_name: 'dev-shop*',
    });
  });

  it('has no group where nothing enters, since no trace would be in it', () => {
    const inner = shop(aMesh({ tracing: {} }));
    expect(inner.json).not.toHaveResource(XrayGroup);
    expect(inner.json).toHaveResourceWithProperties(XraySamplingRule, { fixed_rate: 0.05 });
  });
});

describe('logs', () => {
  it('are kept for 14 days, or as the application says', () => {
    expect(teller.json).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: '/dev/color-teller/client',
      retention_in_days: 14,
    });
    expect(shop(aMesh({ logs: { retentionDays: 365 } })).json).toHaveResourceWithProperties(
      CloudwatchLogGroup,
      {
        name: '/dev/shop/web',
        retention_in_days: 365,
      },
    );
  });

  it.each(['red', 'blue', 'client', 'ingress'])(
    'of %s never stop a container: lines are dropped instead',
    (runner) => {
      for (const { name, logConfiguration } of containersOf(teller, runner)) {
        expect(logConfiguration).toEqual({
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `\${aws_cloudwatch_log_group.${runner}.name}`,
            'awslogs-region': 'us-west-2',
            'awslogs-stream-prefix': name,
            'max-buffer-size': '25m',
            mode: 'non-blocking',
          },
        });
      }
    },
  );
});
