/**
 * What is taken from a system that runs goes after the last task that uses it. The doubles hold the security groups of a
 * service for some seconds after UpdateService, as tasks of before do until they are replaced (`ecs_roll.py`).
 */
import { describeWithAws } from '../../support/aws-doubles';
import { type Change, changeApplication } from '../change-application';
import { makeStateBucket, quietly, type Round, type Settings, startRound } from '../round';

const stack = 'dev-color-teller';

const half: Change = ['red: 100, blue: 0', 'red: 50, blue: 50'];
const blueRemoved: readonly Change[] = [
  ['red: 50, blue: 50', 'red: 100'],
  ["    blue: teller('blue'),\n", ''],
];
type Way = 'own' | 'both' | 'shared';
const redBy = (way: Way) =>
  way === 'own' ? "red: teller('red')," : `red: { ...teller('red'), callerGroup: '${way}' },`;
const callersOfRed = (from: Way, to: Way): Change => [redBy(from), redBy(to)];
const gatewayOn9080: Change = ['listener: http(8080)', 'listener: http(9080)'];
/** A node that no other calls any more is removed in the same apply. */
const backendRemoved: readonly Change[] = [
  ["      backends: ['color-service'],\n", ''],
  ["COLOR_BACKEND: urlOf('color-service')", "COLOR_BACKEND: 'http://127.0.0.1:1'"],
  ["    red: teller('red'),\n", ''],
  [
    "    'color-service': {\n      routes: { default: { targets: { red: 100 }, timeout: { perRequest: seconds(15) } } },\n    },\n",
    '',
  ],
];

interface Deployed {
  readonly round: Round;
  /** Changes the application and applies; a second plan is empty. Resolves with what happened, in order. */
  apply(changes: readonly Change[]): Promise<string[]>;
}

async function deployed(settings: Settings): Promise<Deployed> {
  const round = await startRound();
  await makeStateBucket(round);
  const synth = async (changes: readonly Change[]) => {
    changeApplication(round, 'color-teller', changes);
    await round.synth(settings);
  };
  await synth([half]);
  const stacks = [`${stack}-network`, `${stack}-registry`, stack];
  await Promise.all(stacks.map((each) => round.terraform(each, ['init', ...quietly])));
  const apply = (each: string) => round.terraform(each, ['apply', ...quietly, '-auto-approve']);
  await Promise.all(stacks.slice(0, 2).map(apply));
  await apply(stack);
  return {
    round,
    apply: async (changes) => {
      await synth(changes);
      const output = await apply(stack);
      await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
      return eventsIn(output);
    },
  };
}

/** `begin Destroying aws_ecs_service.blue`, `end Destruction aws_ecs_service.blue`, in order. */
function eventsIn(output: string): string[] {
  return output.split('\n').flatMap((line) => {
    const begun = /^(\S+)(?: \(deposed object \w+\))?: (Creating|Modifying|Destroying)\.\.\./.exec(line);
    if (begun) return [`begin ${begun[2]} ${begun[1]}`];
    const ended = /^(\S+)(?: \(deposed object \w+\))?: (Creation|Modifications|Destruction) complete/.exec(
      line,
    );
    return ended ? [`end ${ended[2]} ${ended[1]}`] : [];
  });
}

/** Each of them happened, one after the other. */
function expectOrder(events: readonly string[], wanted: readonly string[]): void {
  const places = wanted.map((event) => events.lastIndexOf(event));
  expect(wanted.filter((_, index) => places[index] === -1)).toEqual([]);
  expect([...wanted].sort((a, b) => events.lastIndexOf(a) - events.lastIndexOf(b))).toEqual(wanted);
}

/** Deletions of a group that a task of before still held: Terraform waited. */
const waits = ({ aws }: Round) =>
  aws
    .calls()
    .filter(({ operation, error }) => operation === 'DeleteSecurityGroup' && error === 'DependencyViolation')
    .length;

describeWithAws('on target envoy', () => {
  let system: Deployed;
  beforeAll(async () => {
    system = await deployed({ MESH_TARGET: 'envoy' });
  }, 420_000);
  afterAll(() => system.round.stop());

  test('a first deployment waits for no task', () => {
    expect(waits(system.round)).toBe(0);
  });

  test('callers are let in by one group before new tasks start, and by their own until the old ones have gone', async () => {
    const events = await system.apply([callersOfRed('own', 'shared')]);
    for (const [rule, old] of [
      ['ingress_rule.red_from_red_callers', 'ingress_rule.red_from_client'],
      ['egress_rule.red_callers_to_red', 'egress_rule.client_to_red'],
    ])
      expectOrder(events, [
        `end Creation aws_vpc_security_group_${rule}_23000`,
        'begin Modifying aws_ecs_service.client',
        'end Destruction aws_security_group.client_ways',
        `begin Destroying aws_vpc_security_group_${old}_23000`,
      ]);
    expect(events.filter((event) => event.includes('aws_ecs_service.red'))).toEqual([]);
    expect(waits(system.round)).toBeGreaterThan(0);
  }, 300_000);

  test('a node that still has weight goes after the last task of its callers, and so do its name and its rules', async () => {
    const before = waits(system.round);
    const events = await system.apply(blueRemoved);
    const callersGone = [
      'end Modifications aws_ecs_service.client',
      'end Destruction aws_security_group.client_ways',
    ];
    expectOrder(events, [
      ...callersGone,
      'begin Destroying aws_ecs_service.blue',
      'end Destruction aws_ecs_service.blue',
      'begin Destroying aws_service_discovery_service.blue',
    ]);
    for (const rule of ['ingress_rule.blue_from_client', 'egress_rule.client_to_blue'])
      expectOrder(events, [...callersGone, `begin Destroying aws_vpc_security_group_${rule}_23000`]);
    expect(waits(system.round)).toBeGreaterThan(before);
  }, 300_000);

  test('a gateway on another port keeps its target group, and the rule of the old one until its tasks have gone', async () => {
    const events = await system.apply([gatewayOn9080, callersOfRed('shared', 'own')]);
    expect(events.filter((event) => event.includes('aws_lb'))).toEqual([]);
    expectOrder(events, [
      'end Creation aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_9080',
      'begin Modifying aws_ecs_service.ingress',
      'end Destruction aws_security_group.ingress_ways',
      'begin Destroying aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_8080',
    ]);
    // In the same apply, callers have rules of their own again.
    expectOrder(events, [
      'end Creation aws_vpc_security_group_ingress_rule.red_from_client_23000',
      'begin Modifying aws_ecs_service.client',
      'end Destruction aws_security_group.client_ways',
      'begin Destroying aws_vpc_security_group_ingress_rule.red_from_red_callers_23000',
      'end Destruction aws_security_group.red_callers',
    ]);
  }, 300_000);

  test('a backend that is taken away goes after the last task that called it', async () => {
    const events = await system.apply(backendRemoved);
    expectOrder(events, [
      'end Modifications aws_ecs_service.client',
      'end Destruction aws_security_group.client_ways',
      'begin Destroying aws_ecs_service.red',
    ]);
  }, 300_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(system.round.aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(system.round.aws.errors()).toBe('');
  });
});

describeWithAws('on target app-mesh', () => {
  let system: Deployed;
  beforeAll(async () => {
    system = await deployed({ MESH_TARGET: 'app-mesh' });
  }, 420_000);
  afterAll(() => system.round.stop());

  test('a node that still has weight goes after the route has left it, with the rules that lead to it, and no task starts anew', async () => {
    const events = await system.apply(blueRemoved);
    const left = 'end Modifications aws_appmesh_route.color-service_default';
    expectOrder(events, [
      left,
      'begin Destroying aws_ecs_service.blue',
      'begin Destroying aws_service_discovery_service.blue',
    ]);
    expectOrder(events, [left, 'begin Destroying aws_vpc_security_group_ingress_rule.blue_from_client_3000']);
    expectOrder(events, [left, 'begin Destroying aws_vpc_security_group_egress_rule.client_to_blue_3000']);
    expect(events.filter((event) => event.includes('aws_ecs_service.client'))).toEqual([]);
  }, 300_000);

  test('callers hold the group of all callers before they lose their own rules, which replaces no task', async () => {
    const taken = await system.apply([callersOfRed('own', 'both')]);
    expectOrder(taken, [
      'end Creation aws_vpc_security_group_ingress_rule.red_from_red_callers_3000',
      'begin Modifying aws_ecs_service.client',
    ]);
    expect(taken.filter((event) => event.includes('Destroying'))).toEqual([]);
    const left = await system.apply([callersOfRed('both', 'shared')]);
    expect(left.filter((event) => event.startsWith('begin')).sort()).toEqual([
      'begin Destroying aws_vpc_security_group_egress_rule.client_to_red_3000',
      'begin Destroying aws_vpc_security_group_ingress_rule.red_from_client_3000',
    ]);
  }, 300_000);

  test('a name that was dialled goes after its callers have been told, and their group after their last task', async () => {
    const before = waits(system.round);
    const events = await system.apply([callersOfRed('shared', 'own'), ...backendRemoved]);
    expectOrder(events, [
      'end Modifications aws_ecs_service.client',
      'end Destruction aws_security_group.red_callers',
    ]);
    expect(waits(system.round)).toBeGreaterThan(before);
    expectOrder(events, [
      'end Modifications aws_ecs_service.client',
      'begin Destroying aws_service_discovery_instance.color-service',
      'end Destruction aws_service_discovery_service.color-service',
    ]);
  }, 300_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(system.round.aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(system.round.aws.errors()).toBe('');
  });
});

describeWithAws('on target none', () => {
  let system: Deployed;
  beforeAll(async () => {
    system = await deployed({ MESH_TARGET: 'none', MESH_ACCEPT: 'loss-split' });
  }, 420_000);
  afterAll(() => system.round.stop());

  test('a service that is led to another node leaves the first one after the last task of its callers', async () => {
    // Without a mesh the first by name of equal weights answers: blue.
    const events = await system.apply(blueRemoved);
    expectOrder(events, [
      'end Modifications aws_ecs_service.client',
      'end Destruction aws_security_group.client_ways',
      'begin Destroying aws_ecs_service.blue',
      'begin Destroying aws_service_discovery_service.blue',
    ]);
  }, 300_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(system.round.aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(system.round.aws.errors()).toBe('');
  });
});
