/**
 * What moto takes though AWS refuses it (the reference's list), so that a green apply proves nothing there. Each entry is
 * prevented before Terraform runs: by a problem, or by what we write, which is checked on every stack here, and on a
 * spoilt one, so that the check is known to see it. What neither can see stands at the end, with the reason.
 */
import { applicationLoadBalancer } from '../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh, aNode, setupMeshMatchers } from '../../lib/testing';
import {
  type Block,
  type Container,
  resourcesOf,
  type Stack,
  synthApplications,
  synthColorTeller,
  type TerraformJson,
} from '../support/synth';

setupMeshMatchers();

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';

/** One application with every feature that declares a resource of its own. */
const everything = aMesh({
  nodes: {
    web: aNode({ backends: ['web', 'prices'] }),
    'prices-v1': aNode({ runs: { scaling: { min: 2, max: 4, cpuPercent: 60 } } }),
    'prices-v2': aNode({ runs: { healthCheck: { command: ['true'] } } }),
    worker: { backends: ['prices'], runs: { source: 'worker' } },
    migrate: { backends: ['prices'], runs: { kind: 'task', source: 'worker' } },
    nightly: { backends: ['prices'], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'worker' } },
  },
  services: {
    web: { to: 'web' },
    prices: { routes: { all: { targets: { 'prices-v1': 9, 'prices-v2': 1 } } } },
  },
  gateways: {
    ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn }) }),
    inner: { listener: aGateway().listener, routes: aGateway().routes },
  },
  network: { zones: 3 },
  tracing: { tracer: 'opentelemetry' },
});

const stacks = [...synthColorTeller().stacks, ...synthApplications([everything]).stacks];

/** What AWS would refuse in one stack, in words; empty where it refuses nothing. */
type Check = (stack: Stack) => string[];

type Blocks = readonly [string, Block][];
const all = (stack: Stack, type: string): Blocks => Object.entries(resourcesOf(stack, type));

/** Blocks of a type for which `holds` is false. */
const unless =
  (type: string, holds: (body: Block, stack: Stack) => boolean): Check =>
  (stack) =>
    all(stack, type)
      .filter(([, body]) => !holds(body, stack))
      .map(([name]) => `${type}.${name}`);

/** Is it a reference to a declared resource of this type, or to an output of another stack? Never an id in plain text. */
function refersTo(stack: Stack, value: unknown, type: string): boolean {
  const [, own, name = ''] = /^\$\{(aws_\w+)\.([\w-]+)\.(?:arn|id|name)\}$/.exec(String(value)) ?? [];
  if (own !== undefined) return own === type && name in resourcesOf(stack, type);
  const [, part = '', output = ''] =
    /^\$\{data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)\}$/.exec(String(value)) ?? [];
  const producer = stacks.find(({ name: other }) => other.endsWith(`-${part}`));
  return String(producer?.terraform.output?.[output]?.['value']).includes(`\${${type}.`);
}

const containers = (definition: Block): Container[] =>
  JSON.parse(String(definition['container_definitions'])) as Container[];

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const unique =
  (type: string, key: (body: Block) => string): Check =>
  (stack) => {
    const keys = all(stack, type).map(([, body]) => key(body));
    return keys.filter((one, index) => keys.indexOf(one) !== index);
  };

interface Prevented {
  /** As the reference's list has it. */
  readonly entry: string;
  /** The codes of problems, each with an application that has it. */
  readonly problems?: Readonly<Record<string, ReturnType<typeof aMesh>>>;
  readonly check?: Check;
  /** Makes a stack that AWS would refuse of a good one: [address, what to change in it]. */
  readonly spoil?: readonly [string, Block];
}

const web = (runs: NonNullable<Parameters<typeof aNode>[0]>['runs']) =>
  aMesh({ nodes: { web: aNode({ ...(runs && { runs }) }) } });

const job = (change: object) =>
  aMesh({
    nodes: {
      web: aNode(),
      job: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'job', ...change } },
    },
  });

const prevented: readonly Prevented[] = [
  {
    entry: 'load balancer with one subnet',
    problems: { 'network-zones': aMesh({ network: { zones: 1 } }) },
    check: unless('aws_lb', ({ subnets }, stack) => {
      const part = refersTo(stack, subnets, 'aws_subnet');
      const network = stacks.find(({ name }) => name === `${stack.name.replace(/-platform$/, '')}-network`);
      return part && list(network?.terraform.output?.['public_subnet_ids']?.['value']).length >= 2;
    }),
    spoil: ['aws_lb.ingress', { subnets: ['subnet-1'] }],
  },
  {
    entry: 'load balancer with both subnets in one zone',
    check: (stack) => {
      const zones = all(stack, 'aws_subnet').map(
        ([name, { availability_zone }]) => `${name.split('_')[0]} ${String(availability_zone)}`,
      );
      return zones.filter((zone, index) => zones.indexOf(zone) !== index);
    },
    spoil: [
      'aws_subnet.public_b',
      { availability_zone: '${element(data.aws_availability_zones.zones.names, 0)}' },
    ],
  },
  {
    entry: 'load balancer with an unknown security group',
    check: unless('aws_lb', ({ security_groups }, stack) =>
      list(security_groups).every((group) => refersTo(stack, group, 'aws_security_group')),
    ),
    spoil: ['aws_lb.ingress', { security_groups: ['sg-1'] }],
  },
  {
    entry: 'load balancer or target group with a name of 33 characters',
    problems: {
      'name-too-long': aMesh({ gateways: { ['g'.repeat(24)]: aGateway() } }),
    },
    check: (stack) =>
      [...all(stack, 'aws_lb'), ...all(stack, 'aws_lb_target_group')]
        .map(([, { name }]) => String(name))
        .filter((name) => !/^(?!internal-|-)[A-Za-z0-9-]{1,32}(?<!-)$/.test(name)),
    spoil: ['aws_lb.ingress', { name: 'a'.repeat(33) }],
  },
  {
    entry: 'HTTPS listener without a certificate',
    problems: {
      'certificate-arn': aMesh({
        gateways: {
          ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn: '' }) }),
        },
      }),
    },
    check: unless(
      'aws_lb_listener',
      ({ protocol, certificate_arn }) =>
        ['HTTP', 'TCP'].includes(String(protocol)) || String(certificate_arn).startsWith('arn:'),
    ),
    spoil: ['aws_lb_listener.ingress_http', { protocol: 'HTTPS' }],
  },
  {
    entry: 'Fargate with a cpu and memory pair that it does not sell',
    problems: {
      'fargate-cpu': web({ cpu: 300 }),
      'fargate-memory': web({ cpu: 256, memoryMiB: 4096 }),
    },
  },
  {
    entry: 'Fargate on a bridge network',
    check: unless('aws_ecs_task_definition', ({ network_mode }) => network_mode === 'awsvpc'),
    spoil: ['aws_ecs_task_definition.red', { network_mode: 'bridge' }],
  },
  {
    entry: 'task definition with an unknown execution role',
    check: unless('aws_ecs_task_definition', ({ execution_role_arn, task_role_arn }, stack) =>
      [execution_role_arn, task_role_arn].every((role) => refersTo(stack, role, 'aws_iam_role')),
    ),
    spoil: ['aws_ecs_task_definition.red', { execution_role_arn: '${aws_iam_role.lost.arn}' }],
  },
  {
    entry: 'proxy container that does not exist',
    check: unless('aws_ecs_task_definition', (body) => {
      const proxy = body['proxy_configuration'] as { container_name: string } | undefined;
      return proxy === undefined || containers(body).some(({ name }) => name === proxy.container_name);
    }),
    spoil: ['aws_ecs_task_definition.red', { proxy_configuration: { container_name: 'proxy' } }],
  },
  {
    entry: 'dependsOn a container that does not exist, or HEALTHY of one without a health check',
    check: unless('aws_ecs_task_definition', (body) =>
      containers(body).every(({ dependsOn = [] }) =>
        dependsOn.every(({ containerName, condition }) => {
          const other = containers(body).find(({ name }) => name === containerName);
          return other !== undefined && (condition !== 'HEALTHY' || other.healthCheck !== undefined);
        }),
      ),
    ),
    spoil: [
      'aws_ecs_task_definition.red',
      {
        container_definitions: JSON.stringify([
          { name: 'app', dependsOn: [{ containerName: 'envoy', condition: 'HEALTHY' }] },
          { name: 'envoy' },
        ]),
      },
    ],
  },
  {
    entry: 'service with an unknown target group',
    check: unless('aws_ecs_service', ({ load_balancer }, stack) =>
      list(load_balancer).every((one) =>
        refersTo(stack, (one as Block)['target_group_arn'], 'aws_lb_target_group'),
      ),
    ),
    spoil: [
      'aws_ecs_service.ingress',
      {
        load_balancer: [
          {
            container_name: 'envoy',
            container_port: 8080,
            target_group_arn: '${aws_lb_target_group.lost.arn}',
          },
        ],
      },
    ],
  },
  {
    entry: 'service whose load balancer leads to a container or port that the task does not have',
    check: unless('aws_ecs_service', ({ load_balancer, task_definition }, stack) =>
      list(load_balancer).every((one) => {
        const { container_name, container_port } = one as Block;
        const [, task = ''] =
          /^\$\{aws_ecs_task_definition\.([\w-]+)\.arn\}$/.exec(String(task_definition)) ?? [];
        return containers(resourcesOf(stack, 'aws_ecs_task_definition')[task] ?? {}).some(
          ({ name, portMappings }) =>
            name === container_name &&
            portMappings.some(({ containerPort }) => containerPort === container_port),
        );
      }),
    ),
    spoil: [
      'aws_ecs_service.ingress',
      {
        load_balancer: [
          {
            container_name: 'envoy',
            container_port: 80,
            target_group_arn: '${aws_lb_target_group.ingress.arn}',
          },
        ],
      },
    ],
  },
  {
    entry: 'service with an unknown Cloud Map service',
    check: unless('aws_ecs_service', ({ service_registries }, stack) =>
      service_registries === undefined
        ? true
        : refersTo(stack, (service_registries as Block)['registry_arn'], 'aws_service_discovery_service'),
    ),
    spoil: ['aws_ecs_service.red', { service_registries: { registry_arn: 'arn' } }],
  },
  {
    entry: 'service with a capacity provider that its cluster does not have',
    check: unless(
      'aws_ecs_service',
      (body) => body['launch_type'] === 'FARGATE' && !('capacity_provider_strategy' in body),
    ),
    spoil: ['aws_ecs_service.red', { capacity_provider_strategy: [{ capacity_provider: 'SPOT' }] }],
  },
  {
    entry: 'service without a network',
    check: unless('aws_ecs_service', ({ network_configuration }, stack) => {
      const { subnets, security_groups } = (network_configuration ?? {}) as Block;
      const groups = list(security_groups);
      return (
        refersTo(stack, subnets, 'aws_subnet') &&
        groups.length === 1 &&
        groups.every((group) => refersTo(stack, group, 'aws_security_group'))
      );
    }),
    spoil: ['aws_ecs_service.red', { network_configuration: undefined }],
  },
  {
    entry: 'service with a name that its cluster has already',
    problems: { 'name-twice': aMesh({ gateways: { web: aGateway() } }) },
    check: unique('aws_ecs_service', ({ cluster, name }) => `${String(cluster)} ${String(name)}`),
    spoil: ['aws_ecs_service.red', { name: 'blue' }],
  },
  {
    entry: 'action of a service that does not exist in a policy',
    check: unless('aws_iam_role_policy', ({ policy }) => {
      const { Statement } = JSON.parse(String(policy)) as { Statement: { Action: string[] }[] };
      return Statement.every(({ Action }) =>
        Action.every((action) => /^(appmesh|ecr|ecs|iam|logs|xray):[A-Z][A-Za-z]+$/.test(action)),
      );
    }),
    spoil: [
      'aws_iam_role_policy.red_task',
      { policy: JSON.stringify({ Statement: [{ Action: ['xrey:PutTraceSegments'] }] }) },
    ],
  },
  {
    entry: 'trust policy that nobody can use',
    check: unless('aws_iam_role', ({ assume_role_policy }) => {
      const { Version, Statement } = JSON.parse(String(assume_role_policy)) as {
        Version: string;
        Statement: { Principal?: { Service?: string }; Action?: string }[];
      };
      return (
        Version === '2012-10-17' &&
        Statement.every(
          ({ Principal, Action }) =>
            /^(ecs-tasks|events)\.amazonaws\.com$/.test(Principal?.Service ?? '') &&
            Action === 'sts:AssumeRole',
        )
      );
    }),
    spoil: ['aws_iam_role.red_task', { assume_role_policy: '{"Statement":[{}]}' }],
  },
  {
    entry: 'rule with a schedule that is none',
    problems: {
      'schedule-form': job({ at: 'at(2026-11-22T00:00:00)' }),
      'schedule-rate': job({ at: 'rate(5 minute)' }),
      'schedule-cron': job({ at: 'cron(0 3 * * * *)' }),
      'schedule-task-count': job({ taskCount: 11 }),
    },
  },
  {
    entry: 'rule that starts an unknown task, in an unknown cluster or network, with an unknown role',
    check: unless('aws_cloudwatch_event_target', ({ arn, role_arn, ecs_target }, stack) => {
      const { task_definition_arn, network_configuration } = ecs_target as Block;
      const { subnets, security_groups } = network_configuration as Block;
      return (
        refersTo(stack, arn, 'aws_ecs_cluster') &&
        refersTo(stack, role_arn, 'aws_iam_role') &&
        refersTo(stack, task_definition_arn, 'aws_ecs_task_definition') &&
        refersTo(stack, subnets, 'aws_subnet') &&
        list(security_groups).every((group) => refersTo(stack, group, 'aws_security_group'))
      );
    }),
    spoil: ['aws_cloudwatch_event_target.nightly', { role_arn: '${aws_iam_role.lost.arn}' }],
  },
  {
    entry: 'Cloud Map namespace in an unknown VPC',
    check: unless('aws_service_discovery_private_dns_namespace', ({ vpc }, stack) =>
      refersTo(stack, vpc, 'aws_vpc'),
    ),
    spoil: ['aws_service_discovery_private_dns_namespace.namespace', { vpc: 'vpc-1' }],
  },
  {
    entry: 'Cloud Map service of a name that the namespace has already',
    check: unique(
      'aws_service_discovery_service',
      ({ name, dns_config }) => `${String((dns_config as Block)['namespace_id'])} ${String(name)}`,
    ),
    spoil: ['aws_service_discovery_service.red', { name: 'blue' }],
  },
  {
    entry: 'scaling whose maximum is below its minimum',
    problems: { 'scaling-bounds': web({ scaling: { min: 4, max: 2, cpuPercent: 50 } }) },
    check: unless(
      'aws_appautoscaling_target',
      ({ min_capacity, max_capacity }) => Number(min_capacity) <= Number(max_capacity),
    ),
    spoil: ['aws_appautoscaling_target.prices-v1', { min_capacity: 9 }],
  },
];

/** What neither a problem nor a look at the JSON can prevent, and why that is no loss. */
const notCheckable: readonly { readonly entry: string; readonly because: string }[] = [
  {
    entry: 'unknown VPC endpoint service',
    because: 'no stack declares an endpoint: tasks leave through NAT',
  },
  {
    entry: 'log group with an unknown KMS key',
    because: 'log groups have no key: CloudWatch encrypts them itself',
  },
  { entry: 'KMS policy that nobody can use', because: 'no stack declares a key' },
  { entry: 'alarm with a period of 7 seconds', because: 'no stack declares an alarm' },
  {
    entry: 'deleting a namespace that has services',
    because:
      'an order of destruction, which our doubles refuse as AWS does: __tests__/deploy/long/doubles-network.test.ts',
  },
  {
    entry: 'deleting a cluster that has services',
    because:
      'an order of destruction, which our doubles refuse as AWS does: __tests__/deploy/long/doubles-ecs.test.ts',
  },
  {
    entry: 'deleting a subnet that has a load balancer',
    because:
      'an order of destruction, which our doubles refuse as AWS does: __tests__/deploy/long/doubles-network.test.ts',
  },
  {
    entry: 'certificate that is of another region, or of another domain',
    because: 'an ARN says neither; AWS refuses the first at the listener, browsers the second',
  },
  {
    entry: 'image that is in no registry',
    because: 'synth makes no call; ECS fails to pull, and its circuit breaker rolls back',
  },
];

describe('what moto accepts though AWS refuses it', () => {
  describe.each(prevented)('$entry', ({ problems = {}, check, spoil }) => {
    for (const [code, source] of Object.entries(problems))
      it(`is problem ${code} before a resource is declared`, () => {
        expect(source.at({ stage: 'dev' })).toHaveProblem(code);
      });

    if (check === undefined || spoil === undefined) return;

    it('is in no stack of ours', () => {
      expect(stacks.flatMap(check)).toEqual([]);
    });

    it('would be seen if it were', () => {
      const [address, change] = spoil;
      const [type = '', name = ''] = address.split('.');
      const good = stacks.find(({ terraform }) => terraform.resource?.[type]?.[name] !== undefined);
      expect(good && check(spoilt(good, type, name, change))).toHaveLength(1);
    });
  });

  it('is a problem or a check, and a check is one that has been seen to fail', () => {
    expect(
      prevented.filter(
        ({ problems, check, spoil }) =>
          !(problems ?? check) || (check === undefined) !== (spoil === undefined),
      ),
    ).toEqual([]);
  });

  it.each(notCheckable)('or neither: $entry, because $because', ({ because }) => {
    expect(because).not.toBe('');
  });

  it('declares nothing of the kinds that are said not to be there', () => {
    const types = new Set(stacks.flatMap(({ terraform }) => Object.keys(terraform.resource ?? {})));
    expect([...types].filter((type) => /kms|alarm|vpc_endpoint/.test(type))).toEqual([]);
    expect(stacks.filter(({ json }) => json.includes('kms_key'))).toEqual([]);
  });
});

function spoilt({ name, terraform }: Stack, type: string, resource: string, change: Block): Stack {
  const blocks = terraform.resource?.[type] ?? {};
  const changed: TerraformJson = {
    ...terraform,
    resource: {
      ...terraform.resource,
      [type]: { ...blocks, [resource]: { ...blocks[resource], ...change } },
    },
  };
  return { name, terraform: changed, json: JSON.stringify(changed) };
}
