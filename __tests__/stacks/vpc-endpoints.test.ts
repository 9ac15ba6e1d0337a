/** A network without NAT gateways: where its tasks reach AWS services, and that they reach nothing else. */
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { addresses, block, resourcesOf, type Synthesised, synthApplications } from '../support/synth';

const mirror = '123456789012.dkr.ecr.us-west-2.amazonaws.com';
const shop = (target: string, parts: MeshParts = {}): Synthesised =>
  synthApplications([aMesh({ network: { nat: 'none' }, gateways: { ingress: aGateway() }, ...parts })], {
    MESH_TARGET: target,
    MESH_IMAGE_MIRROR: mirror,
  });
const endpointsOf = (made: Synthesised) =>
  Object.values(resourcesOf(made.stack('dev-shop-network'), 'aws_vpc_endpoint')).map(({ service_name }) =>
    String(service_name).replace('com.amazonaws.us-west-2.', ''),
  );
const envoy = shop('envoy', { tracing: {} });
const network = envoy.stack('dev-shop-network');

describe('a network without NAT gateways', () => {
  it('has no route out of its private subnets, and no NAT gateway', () => {
    expect(addresses(network).filter((address) => /nat|private_internet|eip/.test(address))).toEqual([]);
    expect(block(network, 'aws_route.public_internet')).toMatchObject({
      destination_cidr_block: '0.0.0.0/0',
    });
  });

  it.each([
    ['none', {}, ['ecr.api', 'ecr.dkr', 'logs', 's3']],
    ['envoy', {}, ['ecr.api', 'ecr.dkr', 'logs', 's3']],
    ['envoy', { tracing: {} }, ['ecr.api', 'ecr.dkr', 'logs', 's3', 'xray']],
    ['app-mesh', { tracing: {} }, ['appmesh-envoy-management', 'ecr.api', 'ecr.dkr', 'logs', 's3', 'xray']],
  ])('has endpoints for what tasks call on target %s, with %j', (target, parts, expected) => {
    expect(endpointsOf(shop(target, parts)).sort()).toEqual(expected);
  });

  it('has those of both targets in the first step of a switch', () => {
    const first = synthApplications([aMesh({ network: { nat: 'none' } })], {
      MESH_TARGET: 'envoy',
      MESH_TARGET_BEFORE: 'app-mesh',
      MESH_IMAGE_MIRROR: mirror,
    });
    expect(endpointsOf(first)).toContain('appmesh-envoy-management');
  });

  it('answers at the usual host of each service, for the subnets of tasks and on port 443 alone', () => {
    expect(block(network, 'aws_vpc_endpoint.ecr_dkr')).toMatchObject({
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: ['${aws_subnet.private_a.id}', '${aws_subnet.private_b.id}'],
      security_group_ids: ['${aws_security_group.endpoints.id}'],
    });
    expect(block(network, 'aws_security_group.endpoints')).not.toHaveProperty('egress');
    const rules = Object.values(resourcesOf(network, 'aws_vpc_security_group_ingress_rule'));
    expect(rules.map(({ cidr_ipv4, from_port, to_port }) => [cidr_ipv4, from_port, to_port])).toEqual([
      ['10.0.128.0/20', 443, 443],
      ['10.0.144.0/20', 443, 443],
    ]);
  });

  it('reads of S3 the layers of images alone, unless the application calls S3 itself', () => {
    const s3 = block(network, 'aws_vpc_endpoint.s3');
    expect(s3).toMatchObject({
      vpc_endpoint_type: 'Gateway',
      route_table_ids: ['${aws_route_table.private.id}'],
    });
    expect(JSON.parse(String(s3?.['policy']))).toMatchObject({
      Statement: [
        { Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*' },
      ],
    });
    const own = shop('none', { network: { nat: 'none', endpoints: ['s3'] } }).stack('dev-shop-network');
    expect(block(own, 'aws_vpc_endpoint.s3')).not.toHaveProperty('policy');
  });

  it('lets tasks out to its own addresses and to S3, on port 443, and nowhere else', () => {
    const application = envoy.stack('dev-shop');
    const rules = Object.values(resourcesOf(application, 'aws_vpc_security_group_egress_rule'))
      .filter(({ security_group_id }) => security_group_id === '${aws_security_group.web.id}')
      .map(({ from_port, cidr_ipv4, prefix_list_id }) => [from_port, cidr_ipv4 ?? prefix_list_id]);
    expect(rules).toEqual([
      [443, '${data.aws_ec2_managed_prefix_list.endpoint_s3.id}'],
      [443, '10.0.0.0/16'],
    ]);
    expect(block(application, 'data.aws_ec2_managed_prefix_list.endpoint_s3')).toMatchObject({
      name: 'com.amazonaws.us-west-2.s3',
    });
  });
});

describe('tasks with public addresses', () => {
  const jobs: MeshParts = {
    network: { publicIp: true },
    nodes: {
      web: aNode(),
      once: { runs: { kind: 'task', source: 'web' } },
      nightly: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'web' } },
    },
  };
  const made = shop('envoy', jobs);
  const application = made.stack('dev-shop');
  const subnets = '${data.terraform_remote_state.network.outputs.public_subnet_ids}';

  it('run in public subnets: services, schedules and what the command of an output starts', () => {
    for (const [, service] of Object.entries(resourcesOf(application, 'aws_ecs_service')))
      expect(service).toMatchObject({ network_configuration: { assign_public_ip: true, subnets } });
    expect(block(application, 'aws_cloudwatch_event_target.nightly')).toMatchObject({
      ecs_target: { network_configuration: { assign_public_ip: true, subnets } },
    });
    expect(JSON.stringify(application.terraform.output)).toContain('assignPublicIp=ENABLED');
  });

  it('need no NAT gateway and no endpoint, and let nothing more in', () => {
    const own = made.stack('dev-shop-network');
    expect(addresses(own).filter((address) => /nat|endpoint|eip/.test(address))).toEqual([]);
    const doors = Object.values(resourcesOf(application, 'aws_vpc_security_group_ingress_rule')).filter(
      ({ cidr_ipv4 }) => cidr_ipv4 === '0.0.0.0/0',
    );
    expect(doors.map(({ security_group_id }) => security_group_id)).toEqual([
      '${aws_security_group.ingress_lb.id}',
    ]);
  });
});

describe('tasks with public addresses in a network that exists', () => {
  it('run in its public subnets, which are read for them', () => {
    const existing = { vpc: 'vpc-0a1b2c3d', private: 'subnet-0a1b2c3d', public: ['subnet-0c1b2c3d'] };
    const made = shop('none', { network: { existing, publicIp: true }, gateways: {} });
    const application = made.stack('dev-shop');
    expect(block(application, 'aws_ecs_service.web')).toMatchObject({
      network_configuration: { assign_public_ip: true, subnets: ['subnet-0c1b2c3d'] },
    });
    expect(addresses(application)).toContain('data.aws_subnet.public_subnet');
  });
});
