/**
 * The ECS Workshop put right: one test per defect of the reference (seeds.md §3.2), numbered as there. Rows 12, 13, 27 and
 * 28 are about the workshop's text and about code that is not re-made.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDockerfile } from '../support/dockerfile';
import {
  addresses,
  block,
  type Container,
  containersOf,
  environmentOf,
  resourcesOf,
  ROOT,
  type Stack,
  synthApplications,
  synthWorkshop,
} from '../support/synth';
import { application } from '../../lib/mesh';
import type { ApplicationDefinition } from '../../lib/mesh/application-definition';
import { aGateway, aNode } from '../../lib/testing';

const workshop = synthWorkshop();
const plain = synthWorkshop({ MESH_TARGET: 'none' });
const stackOf = (part: string): Stack => workshop.stack(`dev-ecsworkshop-${part}`);
const [network, platform] = [stackOf('network'), stackOf('platform')];
const SERVICES = ['crystal', 'nodejs', 'frontend'] as const;
const everything = workshop.stacks.map(({ json }) => json).join('\n');

const runners: readonly (readonly [string, Stack])[] = [
  ...SERVICES.map((name) => [`ecsdemo-${name}`, stackOf(name)] as const),
  ['ecsworkshop-vgw', platform],
];
const containers = runners.flatMap(([runner, stack]) => containersOf(stack, runner));
const envoys = containers.filter(({ name }) => name === 'envoy');
const policies = runners.flatMap(([, stack]) =>
  Object.entries(resourcesOf(stack, 'aws_iam_role_policy')).map(([name, { policy }]) => ({
    name,
    statements: (JSON.parse(String(policy)) as { Statement: { Action: string[]; Resource: string[] }[] })
      .Statement,
  })),
);
const actions = policies.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action));

/** With tracing on, as the workshop's last chapter leaves it. */
const traced = synthApplications([
  application(
    'shop',
    () =>
      ({
        mesh: 'shop',
        namespace: 'shop.local',
        nodes: { web: aNode() },
        services: { web: { to: 'web' } },
        gateways: { ingress: aGateway() },
        tracing: {},
      }) as ApplicationDefinition,
  ),
]).stack('dev-shop');

describe('§3.2, the workshop’s defects put right', () => {
  test('1: no role has a policy of AWS’s; Envoy reads its own configuration, ECS its images and log group', () => {
    expect(everything).not.toMatch(/FullAccess|ReadOnly|aws_iam_role_policy_attachment\b|managed_policy/);
    const ofCrystal = policies.filter(({ name }) => name.startsWith('ecsdemo-crystal'));
    expect(ofCrystal).toEqual([
      {
        name: 'ecsdemo-crystal_execution',
        statements: [
          expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
          expect.objectContaining({ Action: expect.arrayContaining(['ecr:BatchGetImage']) as unknown }),
          { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
        ],
      },
      {
        name: 'ecsdemo-crystal_task',
        statements: [
          {
            Effect: 'Allow',
            Action: ['appmesh:StreamAggregatedResources'],
            Resource: ['${aws_appmesh_virtual_node.ecsdemo-crystal.arn}'],
          },
        ],
      },
    ]);
  });

  test('2: no task may look at the network', () => {
    expect(actions.filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });

  test('3: Envoy gets no variable that it does not know; the daemon gets AWS_REGION', () => {
    expect(containers.flatMap((container) => Object.keys(environmentOf(container)))).not.toContain('REGION');
    const daemon = containersOf(traced, 'web').find(({ name }) => name === 'xray-daemon');
    expect(environmentOf(daemon as Container)).toEqual({ AWS_REGION: 'us-west-2' });
  });

  test('4: every Envoy, the gateway’s too, is probed every 5 s, for 2 s, 3 times, after 10 s', () => {
    expect(envoys).toHaveLength(4);
    for (const { healthCheck } of envoys)
      expect(healthCheck).toMatchObject({ interval: 5, timeout: 2, retries: 3, startPeriod: 10 });
  });

  test.each(SERVICES)(
    '5: the virtual service of %s is provided by a router, so that it has retries',
    (name) => {
      const stack = stackOf(name);
      expect(block(stack, `aws_appmesh_virtual_service.ecsdemo-${name}`)).toMatchObject({
        spec: { provider: { virtual_router: expect.anything() as unknown } },
      });
      expect(block(stack, `aws_appmesh_route.ecsdemo-${name}_default`)).toMatchObject({
        spec: { http_route: { retry_policy: { max_retries: 2 } } },
      });
    },
  );

  test.each(SERVICES)('6: the health of %s is asked for at /health', (name) => {
    expect(block(stackOf(name), `aws_appmesh_virtual_node.ecsdemo-${name}`)).toMatchObject({
      spec: { listener: [{ health_check: { path: '/health', protocol: 'http' } }] },
    });
  });

  test('7: each service has a group of its own, which its callers alone may reach, and no service stack holds a rule', () => {
    const ruled = SERVICES.flatMap((name) => addresses(stackOf(name))).filter((address) =>
      address.includes('security_group'),
    );
    expect(ruled).toEqual([]);
    for (const name of ['crystal', 'nodejs'])
      expect(
        block(platform, `aws_vpc_security_group_ingress_rule.ecsdemo-${name}_from_ecsdemo-frontend_3000`),
      ).toMatchObject({
        security_group_id: `\${aws_security_group.ecsdemo-${name}.id}`,
        referenced_security_group_id: '${aws_security_group.ecsdemo-frontend.id}',
      });
  });

  test('8: the gateway’s tasks are in private subnets, and only the load balancer reaches them', () => {
    expect(block(platform, 'aws_ecs_service.ecsworkshop-vgw')).toMatchObject({
      network_configuration: {
        assign_public_ip: false,
        subnets: '${data.terraform_remote_state.network.outputs.private_subnet_ids}',
      },
    });
    const rules = Object.values(resourcesOf(platform, 'aws_vpc_security_group_ingress_rule'));
    const callers = rules
      .filter((rule) => rule['security_group_id'] === '${aws_security_group.ecsworkshop-vgw.id}')
      .map((rule) => rule['referenced_security_group_id']);
    expect(new Set(callers)).toEqual(new Set(['${aws_security_group.ecsworkshop-vgw_lb.id}']));
  });

  test('9: nothing is named, read or told that is not used', () => {
    // The gateway is in no zone, and the services that do not refer to it do not read it.
    expect(Object.keys(resourcesOf(platform, 'aws_service_discovery_service'))).toEqual([]);
    for (const name of ['crystal', 'nodejs']) expect(stackOf(name).json).not.toContain('virtual_gateway');
    const read = workshop.stacks.flatMap(({ json }) => [...json.matchAll(/\.platform\.outputs\.(\w+)/g)]);
    const told = Object.keys(platform.terraform.output ?? {});
    const forPeople = /url$|dns_name$|^mesh_arn$|^cluster_name$/;
    const used = new Set(read.map(([, name]) => name));
    expect(told.filter((name) => !used.has(name) && !forPeople.test(name))).toEqual([]);
  });

  test('10: the load balancer asks Envoy whether it is ready, and speaks no proxy protocol to it', () => {
    const group = block(platform, 'aws_lb_target_group.ecsworkshop-vgw');
    expect(group['health_check']).toMatchObject({ protocol: 'HTTP', port: '9901', path: '/ready' });
    expect(group).not.toHaveProperty('proxy_protocol_v2');
  });

  test('11: mesh, tracing and scaling are typed fields of one file, not comments to remove', () => {
    const source = readFileSync(join(ROOT, 'services/ecsworkshop/application.ts'), 'utf8');
    expect(source).toMatch(/^const tracing = false;$/m);
    expect(source).not.toMatch(/uncomment/i);
    expect(plain.stacks.map(({ name }) => name)).toEqual(workshop.stacks.map(({ name }) => name));
  });

  test('14: the frontend names its backends in plain text, known at synth', () => {
    const { spec } = block(stackOf('frontend'), 'aws_appmesh_virtual_node.ecsdemo-frontend') as unknown as {
      spec: { backend: object[] };
    };
    expect(JSON.stringify(spec.backend)).not.toContain('${');
  });

  test('15: with and without a mesh the frontend is the same ECS service at the same address', () => {
    const services = [workshop, plain].map(({ stack }) =>
      block(stack('dev-ecsworkshop-frontend'), 'aws_ecs_service.ecsdemo-frontend'),
    );
    expect(services.map(({ name }) => name)).toEqual(['ecsdemo-frontend', 'ecsdemo-frontend']);
  });

  test('16 and 17: one toolchain, pinned: every package with its exact version', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('18: a subnet has room: 4,091 addresses in place of 27', () => {
    const blocks = Object.values(resourcesOf(network, 'aws_subnet')).map(({ cidr_block }) => cidr_block);
    expect(blocks).toHaveLength(6);
    for (const cidr of blocks) expect(cidr).toMatch(/\/20$/);
  });

  test('19: one NAT gateway in place of three', () => {
    expect(Object.keys(resourcesOf(network, 'aws_nat_gateway'))).toHaveLength(1);
  });

  test('20: no bastion host, and no instance at all', () => {
    const machines = /^aws_(instance|autoscaling_group|launch_)/;
    expect(workshop.stacks.flatMap(addresses).filter((address) => machines.test(address))).toEqual([]);
  });

  test('21: one log level for every Envoy: info', () => {
    expect(envoys.map((envoy) => environmentOf(envoy)['ENVOY_LOG_LEVEL'])).toEqual(envoys.map(() => 'info'));
  });

  test('22: no tags for statistics that are not collected', () => {
    expect(everything).not.toContain('ENABLE_ENVOY_STATS_TAGS');
  });

  test('23: the X-Ray daemon is pinned, may fail, and leaves memory for the others', () => {
    for (const runner of ['web', 'ingress']) {
      const daemon = containersOf(traced, runner).find(({ name }) => name === 'xray-daemon');
      expect(daemon?.image).toMatch(/^public\.ecr\.aws\/xray\/aws-xray-daemon:\d+\.\d+\.\d+/);
      expect(daemon?.essential).toBe(false);
      const { memory } = block(traced, `aws_ecs_task_definition.${runner}`);
      const reserved = containersOf(traced, runner).map(
        (container) => container.memory ?? container.memoryReservation ?? 0,
      );
      expect(Number(memory)).toBeGreaterThanOrEqual(1024);
      expect(reserved.reduce((sum, each) => sum + each, 0)).toBeLessThan(Number(memory));
    }
  });

  test('24: the frontend starts with as many tasks as scaling keeps, and a deployment does not move the count', () => {
    const { desired_count, lifecycle } = block(stackOf('frontend'), 'aws_ecs_service.ecsdemo-frontend');
    const { min_capacity } = block(stackOf('frontend'), 'aws_appautoscaling_target.ecsdemo-frontend');
    expect(desired_count).toBe(min_capacity);
    expect(lifecycle).toMatchObject({ ignore_changes: ['desired_count'] });
  });

  test('25: the page is drawn from data and asks again at a humane pace; both backends are asked at once', () => {
    const source = (file: string) => readFileSync(join(ROOT, 'services/ecsworkshop/frontend', file), 'utf8');
    // How it behaves is tested with the service: test/app.test.ts, test/ask-backend.test.ts, and in the browser.
    expect(source('src/app.ts')).toMatch(/Promise\.all\(\[\s*origin\.zone\(\),\s*\.\.\.backends\.map/);
    expect(source('page/refresh.js')).not.toMatch(/\b50\b/);
  });

  test.each(SERVICES)(
    '26: %s runs on a Node that is supported, as a user, and drains when it is told to stop',
    (name) => {
      const { args, stages } = readDockerfile(join(ROOT, 'services/ecsworkshop', name, 'Dockerfile'));
      const last = stages.at(-1)?.steps ?? [];
      expect(args['NODE_IMAGE']).toMatch(/node:22\./);
      expect(last.filter((step) => step.name === 'USER').map(({ text }) => text)).toEqual(['node']);
      // That `serve` drains is tested with the package that all services share.
      expect(readFileSync(join(ROOT, 'services/ecsworkshop', name, 'src/main.ts'), 'utf8')).toMatch(
        /\bserve\(/,
      );
    },
  );

  test('29: ports that Envoy leaves alone are those of the platform: nothing mounts a file system', () => {
    const proxied = SERVICES.map(
      (name) => block(stackOf(name), `aws_ecs_task_definition.ecsdemo-${name}`)['proxy_configuration'],
    );
    for (const proxy of proxied) {
      expect(proxy).toMatchObject({
        properties: { AppPorts: '3000', EgressIgnoredIPs: '169.254.170.2,169.254.169.254' },
      });
      expect(JSON.stringify(proxy)).not.toContain('EgressIgnoredPorts');
    }
    expect(everything).not.toContain('efs_volume_configuration');
  });
});
