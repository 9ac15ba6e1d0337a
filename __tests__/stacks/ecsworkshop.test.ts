/**
 * What the ECS Workshop builds, stack by stack: network, platform, and one stack for each service. Read from top to bottom
 * it is the workshop's App Mesh chapter.
 */
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { AppmeshGatewayRoute } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { AppmeshVirtualService } from '@cdktf/provider-aws/lib/appmesh-virtual-service';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import {
  addresses,
  block,
  containerOf,
  environmentOf,
  resourcesOf,
  type Stack,
  synthWorkshop,
} from '../support/synth';

const workshop = synthWorkshop();
const [network, platform] = [part('network'), part('platform')];
const services = { crystal: part('crystal'), nodejs: part('nodejs'), frontend: part('frontend') };

function part(name: string): Stack {
  return workshop.stack(`dev-ecsworkshop-${name}`);
}
const shared = (output: string) => `\${data.terraform_remote_state.platform.outputs.${output}}`;

describe('stack dev-ecsworkshop-network', () => {
  it('is a VPC in three zones, with one NAT gateway', () => {
    expect(network.json).toHaveResourceWithProperties(Vpc, { cidr_block: '10.0.0.0/16' });
    expect(Object.keys(resourcesOf(network, 'aws_subnet'))).toEqual([
      'private_a',
      'private_b',
      'private_c',
      'public_a',
      'public_b',
      'public_c',
    ]);
    expect(network.json).toHaveResourceWithProperties(Subnet, { map_public_ip_on_launch: false });
    expect(Object.keys(resourcesOf(network, 'aws_nat_gateway'))).toEqual(['nat_gateway']);
  });

  it('has no bastion host: what the workshop loads by hand, a task can', () => {
    expect(
      addresses(network).filter((address) => /aws_(instance|launch_template|autoscaling)/.test(address)),
    ).toEqual([]);
  });
});

describe('stack dev-ecsworkshop-platform: what all three services share', () => {
  it('is a cluster with Container Insights', () => {
    expect(platform.json).toHaveResourceWithProperties(EcsCluster, {
      name: 'dev-ecsworkshop',
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
  });

  it('is the zone in which they call each other', () => {
    expect(platform.json).toHaveResourceWithProperties(ServiceDiscoveryPrivateDnsNamespace, {
      name: 'service.local',
    });
  });

  it('is the mesh, with a virtual gateway on port 3000', () => {
    expect(platform.json).toHaveResourceWithProperties(AppmeshMesh, { name: 'dev-ecs-mesh' });
    expect(platform.json).toHaveResourceWithProperties(AppmeshVirtualGateway, {
      name: 'ecsworkshop-vgw',
      spec: {
        listener: [{ port_mapping: { port: 3000, protocol: 'http' } }],
        logging: { access_log: { file: { path: '/dev/stdout' } } },
      },
    });
  });

  it('is a network load balancer on port 80 before it, in public subnets', () => {
    expect(platform.json).toHaveResourceWithProperties(Lb, {
      name: 'dev-ecsworkshop-vgw',
      internal: false,
      load_balancer_type: 'network',
      subnets: '${data.terraform_remote_state.network.outputs.public_subnet_ids}',
    });
    expect(platform.json).toHaveResourceWithProperties(LbListener, { port: 80, protocol: 'TCP' });
    expect(platform.json).toHaveResourceWithProperties(LbTargetGroup, {
      port: 3000,
      protocol: 'TCP',
      target_type: 'ip',
    });
  });

  it('holds every security group, and one rule for each declared call and direction', () => {
    expect(Object.keys(resourcesOf(platform, 'aws_security_group'))).toEqual([
      'ecsdemo-crystal',
      'ecsdemo-frontend',
      'ecsdemo-nodejs',
      'ecsworkshop-vgw',
      'ecsworkshop-vgw_lb',
    ]);
    expect(Object.keys(resourcesOf(platform, 'aws_vpc_security_group_ingress_rule'))).toEqual([
      'ecsdemo-crystal_from_ecsdemo-frontend_3000',
      'ecsdemo-frontend_from_ecsworkshop-vgw_3000',
      'ecsdemo-nodejs_from_ecsdemo-frontend_3000',
      'ecsworkshop-vgw_from_ecsworkshop-vgw_lb_3000',
      'ecsworkshop-vgw_from_ecsworkshop-vgw_lb_9901',
      'ecsworkshop-vgw_lb_from_internet_80',
    ]);
    expect(platform.json).toHaveResource(VpcSecurityGroupEgressRule);
  });

  it('lets the internet in at the load balancer’s port, and nowhere else in the whole system', () => {
    const open = workshop.stacks.flatMap((stack) =>
      ['aws_vpc_security_group_ingress_rule', 'aws_security_group'].flatMap((type) =>
        Object.entries(resourcesOf(stack, type))
          .filter(([, body]) => JSON.stringify(body).includes('0.0.0.0/0'))
          .map(([name]) => `${stack.name} ${name}`),
      ),
    );
    expect(open).toEqual(['dev-ecsworkshop-platform ecsworkshop-vgw_lb_from_internet_80']);
    expect(platform.json).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, {
      cidr_ipv4: '0.0.0.0/0',
      from_port: 80,
      to_port: 80,
    });
  });

  it('runs the gateway’s tasks in private subnets', () => {
    expect(platform.json).toHaveResourceWithProperties(EcsService, {
      name: 'ecsworkshop-vgw',
      launch_type: 'FARGATE',
      network_configuration: {
        assign_public_ip: false,
        subnets: '${data.terraform_remote_state.network.outputs.private_subnet_ids}',
        security_groups: ['${aws_security_group.ecsworkshop-vgw.id}'],
      },
    });
  });

  it('has a contract: what the services read, and where the workshop’s outputs were', () => {
    expect(Object.keys(platform.terraform.output ?? {})).toEqual([
      'account_id',
      'cluster_arn',
      'cluster_name',
      'ecsdemo_crystal_security_group_id',
      'ecsdemo_frontend_security_group_id',
      'ecsdemo_nodejs_security_group_id',
      'ecsworkshop_vgw_dns_name',
      'ecsworkshop_vgw_url',
      'ecsworkshop_vgw_virtual_gateway_name',
      'gateway_dns_name',
      'mesh_arn',
      'mesh_name',
      'namespace_id',
      'namespace_name',
      'url',
    ]);
  });
});

describe.each(Object.entries(services))('stack dev-ecsworkshop-%s', (name, stack) => {
  const node = `ecsdemo-${name}`;

  it('reads the shared stacks, and no other service', () => {
    expect(Object.keys(stack.terraform.data?.['terraform_remote_state'] ?? {})).toEqual([
      'network',
      'platform',
      'registry',
    ]);
  });

  it('holds one node, its service and its tasks, and nothing that another one needs', () => {
    expect(addresses(stack).filter((address) => !/_(execution|task)$|^data/.test(address))).toEqual(
      [
        `aws_appmesh_route.${node}_default`,
        `aws_appmesh_virtual_node.${node}`,
        `aws_appmesh_virtual_router.${node}`,
        `aws_appmesh_virtual_service.${node}`,
        `aws_cloudwatch_log_group.${node}`,
        `aws_ecs_service.${node}`,
        `aws_ecs_task_definition.${node}`,
        `aws_service_discovery_service.${node}`,
        ...(name === 'frontend'
          ? [
              `aws_appautoscaling_policy.${node}`,
              `aws_appautoscaling_target.${node}`,
              'aws_appmesh_gateway_route.ecsworkshop-vgw_frontend-router',
            ]
          : []),
      ].sort(),
    );
  });

  it('takes part in the platform’s mesh, cluster and zone', () => {
    expect(stack.json).toHaveResourceWithProperties(AppmeshVirtualNode, {
      mesh_name: shared('mesh_name'),
      name: node,
    });
    expect(stack.json).toHaveResourceWithProperties(EcsService, {
      name: node,
      cluster: shared('cluster_arn'),
      launch_type: 'FARGATE',
      network_configuration: {
        assign_public_ip: false,
        subnets: '${data.terraform_remote_state.network.outputs.private_subnet_ids}',
        security_groups: [shared(`ecsdemo_${name}_security_group_id`)],
      },
    });
    expect(stack.json).toHaveResourceWithProperties(ServiceDiscoveryService, {
      name: node,
      dns_config: expect.objectContaining({ namespace_id: shared('namespace_id') }) as unknown,
    });
  });

  it('is called by the name that its tasks are registered under, so that no dummy record is needed', () => {
    expect(stack.json).toHaveResourceWithProperties(AppmeshVirtualService, { name: `${node}.service.local` });
    expect(resourcesOf(stack, 'aws_service_discovery_instance')).toEqual({});
  });

  it('listens on port 3000 and is asked at /health', () => {
    expect(block(stack, `aws_appmesh_virtual_node.${node}`)).toMatchObject({
      spec: {
        listener: [
          { port_mapping: { port: 3000, protocol: 'http' }, health_check: { path: '/health', port: 3000 } },
        ],
      },
    });
    expect(environmentOf(containerOf(stack, node, 'app'))['PORT']).toBe('3000');
  });

  it('keeps its logs for seven days', () => {
    expect(stack.json).toHaveResourceWithProperties(CloudwatchLogGroup, { retention_in_days: 7 });
  });

  it('tells what callers need, under its own name', () => {
    expect(stack.terraform.output).toMatchObject({
      [`${name}_virtual_service_arn`]: { value: `\${aws_appmesh_virtual_service.${node}.arn}` },
      [`${name}_virtual_service_name`]: { value: `${node}.service.local` },
      [`ecsdemo_${name}_virtual_service_name`]: { value: `${node}.service.local` },
    });
  });
});

describe('the frontend', () => {
  const { frontend } = services;

  it('knows its backends by name: neither stack must stand for it to be planned', () => {
    expect(block(frontend, 'aws_appmesh_virtual_node.ecsdemo-frontend')).toMatchObject({
      spec: {
        backend: [
          { virtual_service: { virtual_service_name: 'ecsdemo-crystal.service.local' } },
          { virtual_service: { virtual_service_name: 'ecsdemo-nodejs.service.local' } },
        ],
      },
    });
    expect(environmentOf(containerOf(frontend, 'ecsdemo-frontend', 'app'))).toEqual({
      CRYSTAL_URL: 'http://ecsdemo-crystal.service.local:3000/crystal',
      NODEJS_URL: 'http://ecsdemo-nodejs.service.local:3000',
      PORT: '3000',
    });
  });

  it('is where the gateway leads everything', () => {
    expect(frontend.json).toHaveResourceWithProperties(AppmeshGatewayRoute, {
      name: 'frontend-router',
      virtual_gateway_name: shared('ecsworkshop_vgw_virtual_gateway_name'),
    });
  });

  it('scales from 3 to 10 tasks at 50 % CPU, a step in 30 seconds', () => {
    expect(frontend.json).toHaveResourceWithProperties(AppautoscalingTarget, {
      min_capacity: 3,
      max_capacity: 10,
    });
    expect(frontend.json).toHaveResourceWithProperties(AppautoscalingPolicy, {
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
        scale_in_cooldown: 30,
        scale_out_cooldown: 30,
        target_value: 50,
      },
    });
    expect(block(frontend, 'aws_ecs_service.ecsdemo-frontend')).toMatchObject({
      desired_count: 3,
      lifecycle: { ignore_changes: ['desired_count'] },
    });
  });
});

describe('without a mesh', () => {
  const plain = synthWorkshop({ MESH_TARGET: 'none' });

  it('the load balancer is the platform’s, and the frontend joins it', () => {
    expect(plain.stack('dev-ecsworkshop-platform').json).toHaveResourceWithProperties(LbTargetGroup, {
      port: 3000,
      protocol: 'TCP',
    });
    expect(plain.stack('dev-ecsworkshop-frontend').json).toHaveResourceWithProperties(EcsService, {
      load_balancer: [
        {
          container_name: 'app',
          container_port: 3000,
          target_group_arn: shared('ecsworkshop_vgw_target_group_arn'),
        },
      ],
    });
  });

  it('no stack has anything of App Mesh', () => {
    expect(plain.stacks.flatMap(addresses).filter((address) => address.includes('appmesh'))).toEqual([]);
  });
});

describe('the workshop’s public images', () => {
  const registry = 'public.ecr.aws/aws-containers';
  const images = ['crystal', 'nodejs', 'frontend'].map(
    (name) => `${name}=${registry}/ecsdemo-${name}:latest`,
  );
  const foreign = synthWorkshop({ MESH_IMAGES: images.join(',') });

  it.each(['crystal', 'nodejs', 'frontend'])('of %s runs in place of ours, by setting', (name) => {
    const stack = foreign.stack(`dev-ecsworkshop-${name}`);
    expect(stack.terraform.locals).toEqual({
      [`${name}_image`]: `\${coalesce(var.${name}_image, "${registry}/ecsdemo-${name}:latest")}`,
    });
  });

  it('may write to their root where they do so at start, and are asked for their health by what they have', () => {
    const app = (name: string) =>
      containerOf(foreign.stack(`dev-ecsworkshop-${name}`), `ecsdemo-${name}`, 'app');
    expect(app('crystal').healthCheck?.command.join(' ')).toContain('|| curl -fsS localhost:3000/health');
    expect(app('frontend')).toMatchObject({ readonlyRootFilesystem: false });
    expect(app('crystal')).toMatchObject({ readonlyRootFilesystem: true });
  });
});
