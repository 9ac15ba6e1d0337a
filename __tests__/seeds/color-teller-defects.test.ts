/**
 * The systems that color-teller comes from, put right: one test per defect of the reference (seeds.md §3.1 and §3.3),
 * numbered as there, and the values of §5 that were right and must stay.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationLoadBalancer } from '../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh } from '../../lib/testing';
import { poll } from '../../services/color-teller/client/page/src/poll';
import { type Question, questions } from '../../services/color-teller/client/page/src/questions';
import { readDockerfile } from '../support/dockerfile';
import {
  addresses,
  block,
  containerOf,
  containersOf,
  environmentOf,
  resourcesOf,
  ROOT,
  synthApplications,
  synthColorTeller,
} from '../support/synth';

const teller = synthColorTeller().stack('dev-color-teller');
const network = synthColorTeller().stack('dev-color-teller-network');

const NODES = ['blue', 'client', 'red'] as const;
const RUNNERS = [...NODES, 'ingress'] as const;

interface Spec<T> {
  readonly spec: T;
}

const node = (name: string) =>
  block(teller, `aws_appmesh_virtual_node.${name}`) as unknown as Spec<{
    listener: [{ port_mapping: object; health_check: object }];
    backend?: object[];
  }>;

const route = (name: string) =>
  block(teller, `aws_appmesh_route.${name}`) as unknown as Spec<{
    http_route: { match: object; action: object; retry_policy: object };
  }>;

describe('§3.1, color-teller’s defects put right', () => {
  test('1: the gateway is told who it is by the ARN of its virtual gateway, never by a virtual node’s name', () => {
    const variables = environmentOf(containerOf(teller, 'ingress', 'envoy'));
    expect(variables['APPMESH_RESOURCE_ARN']).toBe('${aws_appmesh_virtual_gateway.ingress.arn}');
    expect(teller.json).not.toMatch(/APPMESH_VIRTUAL_NODE_NAME|APPMESH_RESOURCE_NAME/);
  });

  test('2: the gateway’s tasks may reach the client’s on port 3000, from both sides', () => {
    const edge = { from_port: 3000, to_port: 3000, ip_protocol: 'tcp' };
    expect(block(teller, 'aws_vpc_security_group_ingress_rule.client_from_ingress_3000')).toMatchObject({
      ...edge,
      security_group_id: '${aws_security_group.client.id}',
      referenced_security_group_id: '${aws_security_group.ingress.id}',
    });
    expect(block(teller, 'aws_vpc_security_group_egress_rule.ingress_to_client_3000')).toMatchObject({
      ...edge,
      security_group_id: '${aws_security_group.ingress.id}',
      referenced_security_group_id: '${aws_security_group.client.id}',
    });
  });

  test.each(NODES)('3: the health of %s is asked for at /health, with the slash', (name) => {
    expect(node(name).spec.listener[0].health_check).toEqual({
      protocol: 'http',
      port: 3000,
      path: '/health',
      interval_millis: 5000,
      timeout_millis: 2000,
      healthy_threshold: 2,
      unhealthy_threshold: 2,
    });
  });

  test('4: every Envoy has one and the same probe, which ends with 0 or 1', () => {
    const probes = RUNNERS.map((runner) => containerOf(teller, runner, 'envoy').healthCheck?.command);
    expect(new Set(probes.map((probe) => JSON.stringify(probe))).size).toBe(1);
    expect(probes[0]).toEqual([
      'CMD-SHELL',
      'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE || exit 1',
    ]);
  });

  test('5: the backend’s port is written once: node, router, proxy, PORT, group and URL follow it', () => {
    const shop = synthApplications([
      aMesh({
        nodes: {
          front: {
            listeners: [{ protocol: 'http', port: 8081 }],
            backends: ['prices'],
            runs: { source: 'front', environment: { PRICES: { kind: 'url', service: 'prices', path: '' } } },
          },
          store: { listeners: [{ protocol: 'http', port: 4567 }], runs: { source: 'store' } },
        },
        services: { prices: { to: 'store' }, front: { to: 'front' } },
      }),
    ]).stack('dev-shop');
    expect(block(shop, 'aws_appmesh_virtual_node.store')).toMatchObject({
      spec: { listener: [{ port_mapping: { port: 4567, protocol: 'http' } }] },
    });
    expect(block(shop, 'aws_appmesh_virtual_router.prices')).toMatchObject({
      spec: { listener: [{ port_mapping: { port: 4567, protocol: 'http' } }] },
    });
    expect(block(shop, 'aws_ecs_task_definition.store')).toMatchObject({
      proxy_configuration: { properties: { AppPorts: '4567' } },
    });
    const store = containerOf(shop, 'store', 'app');
    expect(environmentOf(store)).toEqual({ PORT: '4567' });
    expect(store.portMappings).toEqual([{ containerPort: 4567, hostPort: 4567, protocol: 'tcp' }]);
    expect(environmentOf(containerOf(shop, 'front', 'app'))['PRICES']).toBe('http://prices.shop.local:4567');
    expect(block(shop, 'aws_vpc_security_group_ingress_rule.store_from_front_4567')).toMatchObject({
      from_port: 4567,
      to_port: 4567,
    });
  });

  test('6: there is no router that no virtual service uses', () => {
    const routers = Object.keys(resourcesOf(teller, 'aws_appmesh_virtual_router'));
    const used = Object.values(resourcesOf(teller, 'aws_appmesh_virtual_service')).map(
      (service) => JSON.stringify(service).match(/aws_appmesh_virtual_router\.([a-z-]+)\.name/)?.[1],
    );
    expect(routers).toEqual(['client-service', 'color-service']);
    expect(used).toEqual(routers);
  });

  test.each(RUNNERS)('7: the containers of %s ask for less memory than their task has', (runner) => {
    const needed = containersOf(teller, runner).reduce(
      (sum, { memory, memoryReservation }) => sum + (memory ?? memoryReservation ?? 0),
      0,
    );
    const task = block(teller, `aws_ecs_task_definition.${runner}`);
    expect(needed).toBe(runner === 'ingress' ? 512 + 256 : 128 + 256);
    expect(task['memory']).toBe('1024');
    expect(task['cpu']).toBe(runner === 'ingress' ? '512' : '256');
  });

  test('8: the gateway’s Envoy runs as no fixed user and behind no proxy', () => {
    expect(containerOf(teller, 'ingress', 'envoy')).not.toHaveProperty('user');
    expect(block(teller, 'aws_ecs_task_definition.ingress')).not.toHaveProperty('proxy_configuration');
  });

  test('9: every Envoy traces, the gateway’s too, at the application’s rate of 5 %', () => {
    for (const runner of RUNNERS)
      expect(environmentOf(containerOf(teller, runner, 'envoy'))).toMatchObject({
        ENABLE_ENVOY_XRAY_TRACING: '1',
        XRAY_SAMPLING_RATE: '0.05',
      });
  });

  test('10: a daemon of X-Ray that ends does not end the task, and every image is pinned', () => {
    for (const runner of RUNNERS)
      expect(containerOf(teller, runner, 'xray-daemon')).toMatchObject({
        essential: false,
        image: 'public.ecr.aws/xray/aws-xray-daemon:3.5.0',
        memoryReservation: 256,
        cpu: 32,
      });
    expect(teller.json).not.toContain(':latest');
  });

  test('11: a task learns its ARN from the mesh resource, so that it waits for it in any partition', () => {
    for (const name of NODES)
      expect(environmentOf(containerOf(teller, name, 'envoy'))['APPMESH_RESOURCE_ARN']).toBe(
        `\${aws_appmesh_virtual_node.${name}.arn}`,
      );
    // But for whose tasks may have a role: any of the account's, in the region's own partition.
    const ofTasks = 'arn:aws:ecs:us-west-2:${data.aws_caller_identity.account.account_id}:*';
    expect(teller.json.replaceAll(ofTasks, '')).not.toContain('arn:aws');
  });

  test.each(RUNNERS)(
    '12: a deployment of %s stops no task early, and is rolled back if it fails',
    (runner) => {
      expect(block(teller, `aws_ecs_service.${runner}`)).toMatchObject({
        desired_count: 1,
        deployment_minimum_healthy_percent: 100,
        deployment_maximum_percent: 200,
        deployment_circuit_breaker: { enable: true, rollback: true },
      });
    },
  );

  test('13: tasks run in private subnets of their own VPC, without public addresses, and go out through NAT', () => {
    for (const service of Object.values(resourcesOf(teller, 'aws_ecs_service')))
      expect(service['network_configuration']).toMatchObject({
        assign_public_ip: false,
        subnets: '${data.terraform_remote_state.network.outputs.private_subnet_ids}',
      });
    expect(block(network, 'aws_route.private_internet')['nat_gateway_id']).toBe(
      '${aws_nat_gateway.nat_gateway.id}',
    );
    expect(block(teller, 'aws_vpc_security_group_egress_rule.red_to_internet_443')).toMatchObject({
      cidr_ipv4: '0.0.0.0/0',
      from_port: 443,
      to_port: 443,
    });
  });

  test('14: tasks register A records, which a caller without Envoy can use too', () => {
    for (const name of NODES)
      expect(block(teller, `aws_service_discovery_service.${name}`)['dns_config']).toEqual({
        namespace_id: '${aws_service_discovery_private_dns_namespace.namespace.id}',
        routing_policy: 'MULTIVALUE',
        dns_records: [{ type: 'A', ttl: 10 }],
      });
    expect(teller.json).not.toContain('SRV');
  });

  test('15: a name without tasks leads to an address that is in no network', () => {
    for (const service of ['client-service', 'color-service'])
      expect(block(teller, `aws_service_discovery_instance.${service}`)).toMatchObject({
        service_id: `\${aws_service_discovery_service.${service}.id}`,
        instance_id: 'placeholder',
        attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' },
      });
    expect(Object.keys(resourcesOf(teller, 'aws_service_discovery_instance'))).toHaveLength(2);
  });

  test('16: an Envoy may read the configuration of its own node or gateway and of no other', () => {
    for (const runner of RUNNERS) {
      const { policy } = block(teller, `aws_iam_role_policy.${runner}_task`) as { policy: string };
      const { Statement } = JSON.parse(policy) as { Statement: { Action: string[]; Resource: string[] }[] };
      const kind = runner === 'ingress' ? 'virtual_gateway' : 'virtual_node';
      expect(
        Statement.filter(({ Action }) => Action.some((action) => action.startsWith('appmesh:'))),
      ).toEqual([
        {
          Effect: 'Allow',
          Action: ['appmesh:StreamAggregatedResources'],
          Resource: [`\${aws_appmesh_${kind}.${runner}.arn}`],
        },
      ]);
    }
  });

  test('17: no role has a policy of AWS’s own, such as that of an agent that does not run', () => {
    expect(resourcesOf(teller, 'aws_iam_role_policy_attachment')).toEqual({});
    expect(teller.json).not.toContain('managed_policy_arns');
  });

  test('18: Envoy says what an operator needs, and logs go after 14 days and with the stack', () => {
    for (const runner of RUNNERS) {
      expect(environmentOf(containerOf(teller, runner, 'envoy'))['ENVOY_LOG_LEVEL']).toBe('info');
      const group = block(teller, `aws_cloudwatch_log_group.${runner}`);
      expect(group['retention_in_days']).toBe(14);
      expect(group).not.toHaveProperty('skip_destroy');
    }
  });

  test.each(['client-service_default', 'color-service_default'])(
    '19: route %s tries failed requests again, twice',
    (name) => {
      expect(route(name).spec.http_route.retry_policy).toEqual({
        max_retries: 2,
        per_retry_timeout: { unit: 's', value: 5 },
        http_retry_events: ['gateway-error', 'stream-error'],
        tcp_retry_events: ['connection-error'],
      });
    },
  );

  test.each(NODES)(
    '20: the application’s container of %s has a health check of its own, without curl',
    (name) => {
      expect(containerOf(teller, name, 'app').healthCheck).toEqual({
        command: ['CMD', 'node', 'dist/health-check.js'],
        interval: 10,
        timeout: 5,
        retries: 3,
        startPeriod: 10,
      });
    },
  );

  test('21: HTTPS is one field of the application, and the gateway writes an access log', () => {
    const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
    const loadBalancer = applicationLoadBalancer(80, { certificateArn });
    const secured = synthApplications([aMesh({ gateways: { ingress: aGateway({ loadBalancer }) } })]).stack(
      'dev-shop',
    );
    expect(block(secured, 'aws_lb_listener.ingress_https')).toMatchObject({
      port: 443,
      protocol: 'HTTPS',
      certificate_arn: certificateArn,
    });
    expect(block(secured, 'aws_lb_listener.ingress_http')).toMatchObject({
      default_action: [{ type: 'redirect', redirect: { port: '443', protocol: 'HTTPS' } }],
    });
    expect(block(teller, 'aws_appmesh_virtual_gateway.ingress')).toMatchObject({
      spec: { logging: { access_log: { file: { path: '/dev/stdout' } } } },
    });
  });

  test('22: two stages live in one account: no name that an account has once is the same in both', () => {
    const uniqueNames = (stage: string): string[] => {
      const { stacks } = synthColorTeller({ MESH_STAGE: stage });
      const inAccount = /"(name|family|group_name|rule_name)": "([^"$]+)"/;
      const once =
        /^aws_(appmesh_mesh|cloudwatch_log_group|ecr_repository|ecs_cluster|ecs_task_definition|iam_role|lb|lb_target_group|security_group|xray_group|xray_sampling_rule)\./;
      return stacks
        .filter(({ name }) => name !== 'state')
        .flatMap((stack) =>
          addresses(stack)
            .filter((address) => once.test(address))
            .map((address) => inAccount.exec(JSON.stringify(block(stack, address), null, 1))?.[2] ?? address),
        );
    };
    const [dev, prod] = [uniqueNames('dev'), uniqueNames('prod')];
    expect(dev).toHaveLength(29);
    expect(dev.every((name) => /^\/?dev[-/]/.test(name))).toBe(true);
    expect(prod.filter((name) => dev.includes(name))).toEqual([]);
  });

  test('23: the tests look at a stack that is not empty: so many of each', () => {
    const counts = Object.entries(teller.terraform.resource ?? {}).map(([type, blocks]): [string, number] => [
      type.replace('aws_', ''),
      Object.keys(blocks).length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      appmesh_gateway_route: 1,
      appmesh_mesh: 1,
      appmesh_route: 2,
      appmesh_virtual_gateway: 1,
      appmesh_virtual_node: 3,
      appmesh_virtual_router: 2,
      appmesh_virtual_service: 2,
      cloudwatch_log_group: 4,
      ecs_cluster: 1,
      ecs_service: 4,
      ecs_task_definition: 4,
      iam_role: 8,
      iam_role_policies_exclusive: 8,
      iam_role_policy: 8,
      iam_role_policy_attachments_exclusive: 8,
      lb: 1,
      lb_listener: 1,
      lb_target_group: 1,
      security_group: 5,
      service_discovery_instance: 2,
      service_discovery_private_dns_namespace: 1,
      service_discovery_service: 5,
      vpc_security_group_egress_rule: 9,
      vpc_security_group_ingress_rule: 6,
      xray_group: 1,
      xray_sampling_rule: 1,
    });
    const own = readFileSync(join(ROOT, '__tests__/stacks/application-stack.test.ts'), 'utf8');
    const unnamed = counts.map(([type]) => `'aws_${type}.`).filter((type) => !own.includes(type));
    expect(unnamed).toEqual([]);
  });

  test('24: the page takes a failure for an answer, asks one thing at a time, and has its own title', async () => {
    // Not imported: it is written for a browser, whose types this folder does not have.
    const { ask } = jest.requireActual<{ ask(question: Question, ended: AbortSignal): Promise<unknown> }>(
      '../../services/color-teller/client/page/src/ask',
    );
    const failing = jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 502 }));
    expect(await ask(questions.color, new AbortController().signal)).toEqual({
      kind: 'failure',
      reason: 'answered 502',
    });
    failing.mockRestore();
    jest.useFakeTimers();
    let asked = 0;
    const unanswered = () => new Promise<never>(() => (asked += 1));
    const stop = poll({ ask: unanswered, heard: () => undefined, pauseMs: () => 1 });
    await jest.advanceTimersByTimeAsync(60_000);
    stop();
    jest.useRealTimers();
    expect(asked).toBe(1);
    const html = readFileSync(join(ROOT, 'services/color-teller/client/page/index.html'), 'utf8');
    expect(html).toContain('<title>Color Teller</title>');
  });

  test.each([
    ['backend', 'red'],
    ['client', 'client'],
  ])(
    '25: the image of %s is built from the lock file, runs as a user, and has one port',
    (source, runner) => {
      const { args, stages } = readDockerfile(join(ROOT, 'services/color-teller', source, 'Dockerfile'));
      const said = (name: string) =>
        stages.flatMap(({ steps }) => steps.filter((step) => step.name === name)).map(({ text }) => text);
      expect(args['NODE_IMAGE']).toMatch(/node:22\./);
      expect(said('RUN').join()).toMatch(/^npm ci /);
      expect(said('RUN').join()).not.toMatch(/apk|yarn|curl/);
      expect(said('USER')).toEqual(['node']);
      const { PORT } = environmentOf(containerOf(teller, runner, 'app'));
      expect(said('EXPOSE')).toEqual([PORT]);
      expect(said('ENV').join(' ').split(' ')).toContain(`PORT=${PORT}`);
    },
  );

  test('26: the version says that the client is meshed, and the page asks for it where the client has it', () => {
    expect(environmentOf(containerOf(teller, 'client', 'app'))['VERSION']).toBe('meshed');
    expect(questions.version.url).toBe('gateway/version');
  });
});

describe('§3.3, the CDKTF peer’s defects put right', () => {
  test('1: a service waits for the listener, not only for the load balancer', () => {
    expect(block(teller, 'aws_ecs_service.ingress')['depends_on']).toContain('aws_lb_listener.ingress_http');
  });

  test.each(RUNNERS)('2: the tasks of %s do not start before they may do what they must', (runner) => {
    expect(block(teller, `aws_ecs_service.${runner}`)['depends_on']).toEqual(
      expect.arrayContaining([
        `aws_iam_role_policy.${runner}_task`,
        `aws_iam_role_policy.${runner}_execution`,
      ]),
    );
  });
});

describe('§5, the values that must stay', () => {
  test.each(NODES)(
    'traffic of %s is led through Envoy: container, ports and user, key names case-exact',
    (name) => {
      expect(block(teller, `aws_ecs_task_definition.${name}`)['proxy_configuration']).toEqual({
        type: 'APPMESH',
        container_name: 'envoy',
        properties: {
          AppPorts: '3000',
          EgressIgnoredIPs: '169.254.170.2,169.254.169.254',
          IgnoredUID: '1337',
          ProxyEgressPort: '15001',
          ProxyIngressPort: '15000',
        },
      });
      expect(containerOf(teller, name, 'envoy').user).toBe('1337');
      // Any but Envoy's; the seeds leave it to the image.
      expect(containerOf(teller, name, 'app').user).toBe('1000');
      expect(containerOf(teller, name, 'app').dependsOn).toEqual([
        { containerName: 'envoy', condition: 'HEALTHY' },
      ]);
    },
  );

  test('ports: load balancer 80, gateway 8080, applications 3000, Envoy’s admin server 9901, X-Ray 2000/udp', () => {
    const ports = (runner: string) =>
      containersOf(teller, runner).flatMap(({ name, portMappings }) =>
        portMappings.map(({ containerPort, protocol }) => `${name} ${containerPort}/${protocol}`),
      );
    expect(block(teller, 'aws_lb_listener.ingress_http')['port']).toBe(80);
    expect(ports('ingress')).toEqual(['envoy 8080/tcp', 'envoy 9901/tcp', 'xray-daemon 2000/udp']);
    for (const name of NODES) expect(ports(name)).toEqual(['app 3000/tcp', 'xray-daemon 2000/udp']);
  });

  test.each(RUNNERS)(
    'Envoy of %s is probed every 5 s, for 2 s, 3 times, after 10 s, and may open 15,000 files',
    (runner) => {
      expect(containerOf(teller, runner, 'envoy')).toMatchObject({
        healthCheck: { interval: 5, timeout: 2, startPeriod: 10, retries: 3 },
        ulimits: [{ name: 'nofile', softLimit: 15_000, hardLimit: 15_000 }],
      });
    },
  );

  test('names: mesh sample-mesh with the stage in front, zone service.local, color-service and client-service', () => {
    expect(block(teller, 'aws_appmesh_mesh.mesh')['name']).toBe('dev-sample-mesh');
    expect(block(teller, 'aws_service_discovery_private_dns_namespace.namespace')['name']).toBe(
      'service.local',
    );
    expect(Object.values(resourcesOf(teller, 'aws_appmesh_virtual_service')).map(({ name }) => name)).toEqual(
      ['client-service.service.local', 'color-service.service.local'],
    );
  });

  test('graph: load balancer → gateway → client-service → client → color-service → red, blue waits with weight 0', () => {
    expect(block(teller, 'aws_lb_listener.ingress_http')['default_action']).toEqual([
      { type: 'forward', target_group_arn: '${aws_lb_target_group.ingress.arn}' },
    ]);
    expect(block(teller, 'aws_ecs_service.ingress')['load_balancer']).toEqual([
      {
        container_name: 'envoy',
        container_port: 8080,
        target_group_arn: '${aws_lb_target_group.ingress.arn}',
      },
    ]);
    expect(block(teller, 'aws_appmesh_gateway_route.ingress_web')['spec']).toEqual({
      http_route: {
        match: { prefix: '/' },
        action: {
          target: {
            virtual_service: { virtual_service_name: '${aws_appmesh_virtual_service.client-service.name}' },
          },
        },
      },
    });
    expect(route('client-service_default').spec.http_route.action).toEqual({
      weighted_target: [{ virtual_node: '${aws_appmesh_virtual_node.client.name}', weight: 100, port: 3000 }],
    });
    expect(node('client').spec.backend).toEqual([
      { virtual_service: { virtual_service_name: 'color-service.service.local' } },
    ]);
    expect(environmentOf(containerOf(teller, 'client', 'app'))['COLOR_BACKEND']).toBe(
      'http://color-service.service.local:3000',
    );
    expect(route('color-service_default').spec.http_route.action).toEqual({
      weighted_target: [
        { virtual_node: '${aws_appmesh_virtual_node.blue.name}', weight: 0, port: 3000 },
        { virtual_node: '${aws_appmesh_virtual_node.red.name}', weight: 100, port: 3000 },
      ],
    });
    for (const name of ['red', 'blue']) {
      expect(node(name).spec).not.toHaveProperty('backend');
      expect(environmentOf(containerOf(teller, name, 'app'))).toEqual({ COLOR: name, PORT: '3000' });
    }
  });

  test('egress: the mesh drops what no backend declares', () => {
    expect(block(teller, 'aws_appmesh_mesh.mesh')['spec']).toEqual({ egress_filter: { type: 'DROP_ALL' } });
  });
});
