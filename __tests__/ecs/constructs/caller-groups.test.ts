/** Callers that a node lets in by one group: the group, its rules, and the tasks that hold it. */
import { http } from '../../../lib/mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';

type Way = 'own' | 'both' | 'shared';

const shop = (callerGroup: Way): MeshParts => ({
  nodes: {
    web: aNode({ listeners: [http(3000, { health: '/' })], callerGroup }),
    one: aNode({ listeners: [], backends: ['web'] }),
    two: aNode({ listeners: [], backends: ['web'] }),
    nightly: { backends: ['web'], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'web' } },
    once: { backends: ['web'], runs: { kind: 'task', source: 'web' } },
  },
  gateways: { ingress: aGateway() },
});
const placed = (callerGroup: Way) =>
  synthApplications([aMesh(shop(callerGroup))], { MESH_TARGET: 'envoy' }).stack('dev-shop');
type Placed = ReturnType<typeof placed>;

const rules = (stack: Placed, kind: 'ingress' | 'egress') =>
  Object.keys(resourcesOf(stack, `aws_vpc_security_group_${kind}_rule`)).filter((id) =>
    /_web_|web_from/.test(id),
  );

const outputOf = ({ terraform }: Placed, name: string) => terraform.output?.[name]?.['value'];

interface Service {
  readonly network_configuration: { readonly security_groups: readonly string[] };
}
const heldBy = (stack: Placed, name: string) =>
  (resourcesOf(stack, 'aws_ecs_service')[name] as unknown as Service).network_configuration.security_groups;

const callers = '${aws_security_group.web_callers.id}';

describe('callers by their own groups', () => {
  const stack = placed('own');

  it('have a rule each', () => {
    expect(Object.keys(resourcesOf(stack, 'aws_security_group'))).not.toContain('web_callers');
    expect(rules(stack, 'egress').filter((id) => id.endsWith('_to_web_23000'))).toEqual([
      'ingress_to_web_23000',
      'nightly_to_web_23000',
      'once_to_web_23000',
      'one_to_web_23000',
      'two_to_web_23000',
    ]);
  });
});

describe('callers by one group', () => {
  const stack = placed('shared');

  it('have one way out and one way in for the port', () => {
    expect(resourcesOf(stack, 'aws_security_group')['web_callers']).toMatchObject({
      description: 'Callers of node web',
      timeouts: { delete: '40m' },
      lifecycle: { create_before_destroy: true },
    });
    expect(rules(stack, 'egress')).toEqual(['web_callers_to_web_23000']);
    const rule = { from_port: 23_000, to_port: 23_000, description: 'any caller of web calls web' };
    expect(
      resourcesOf(stack, 'aws_vpc_security_group_egress_rule')['web_callers_to_web_23000'],
    ).toMatchObject({
      ...rule,
      security_group_id: callers,
      referenced_security_group_id: '${aws_security_group.web.id}',
    });
    expect(
      resourcesOf(stack, 'aws_vpc_security_group_ingress_rule')['web_from_web_callers_23000'],
    ).toMatchObject({
      ...rule,
      security_group_id: '${aws_security_group.web.id}',
      referenced_security_group_id: callers,
    });
  });

  it('hold it: services, gateways, schedules and one-off tasks, and no other task', () => {
    expect(heldBy(stack, 'one')).toContain(callers);
    expect(heldBy(stack, 'ingress')).toContain(callers);
    expect(heldBy(stack, 'web')).not.toContain(callers);
    expect(resourcesOf(stack, 'aws_cloudwatch_event_target')['nightly']).toMatchObject({
      ecs_target: {
        network_configuration: { security_groups: ['${aws_security_group.nightly.id}', callers] },
      },
    });
    expect(outputOf(stack, 'once_run_task_command')).toContain(
      'securityGroups=[${aws_security_group.once.id},${aws_security_group.web_callers.id}]',
    );
  });

  it('wait for the rules before they start', () => {
    expect(resourcesOf(stack, 'aws_ecs_service')['one']).toMatchObject({
      depends_on: expect.arrayContaining([
        'aws_vpc_security_group_egress_rule.web_callers_to_web_23000',
        'aws_vpc_security_group_ingress_rule.web_from_web_callers_23000',
      ]) as string[],
    });
  });
});

describe('a change of the way', () => {
  const [own, both, shared] = (['own', 'both', 'shared'] as const).map(placed) as [Placed, Placed, Placed];
  const waysOf = (stack: Placed) => resourcesOf(stack, 'aws_security_group')['one_ways']?.['name'];

  it('has the rules of both ways between', () => {
    expect(rules(both, 'ingress').sort()).toEqual(
      [...rules(own, 'ingress'), ...rules(shared, 'ingress')].sort(),
    );
    expect(heldBy(both, 'one')).toEqual(heldBy(shared, 'one'));
  });

  it('replaces the call-path group where tasks come to hold another group, so that the old rules wait for them', () => {
    expect(waysOf(own)).not.toBe(waysOf(shared));
    expect(waysOf(both)).toBe(waysOf(shared));
  });
});

it('across stacks the platform owns the group and tells it to the stacks of its callers', () => {
  const { stack } = synthApplications([
    aMesh({
      nodes: {
        web: aNode({ callerGroup: 'shared' }),
        // Its own group has another output.
        'web-callers': aNode({ listeners: [], backends: ['web'] }),
      },
      stacks: { platform: [], web: ['web'], callers: ['web-callers'] },
    }),
  ]);
  const platform = stack('dev-shop-platform');
  expect(outputOf(platform, 'web__callers_security_group_id')).toBe(callers);
  expect(outputOf(platform, 'web_callers_security_group_id')).toBe('${aws_security_group.web-callers.id}');
  const own = stack('dev-shop-callers');
  expect(Object.keys(resourcesOf(own, 'aws_security_group'))).toEqual([]);
  expect(heldBy(own, 'web-callers')).toEqual([
    expect.stringMatching(/\.outputs\.web_callers_security_group_id\}$/),
    expect.stringMatching(/\.outputs\.web__callers_security_group_id\}$/),
  ]);
});

describe.each(['none', 'app-mesh'])('in the first step of a switch from %s to envoy', (before) => {
  const { stack } = synthApplications(
    [
      aMesh({
        nodes: {
          web: aNode({ callerGroup: 'shared' }),
          one: aNode({ listeners: [], backends: ['web'] }),
        },
      }),
    ],
    { MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: before },
  );

  it('the group leads to the ports of both targets', () => {
    expect(rules(stack('dev-shop'), 'egress').sort()).toEqual([
      'web_callers_to_web_15002',
      'web_callers_to_web_23000',
      'web_callers_to_web_3000',
    ]);
    expect(heldBy(stack('dev-shop'), 'one')).toContain(callers);
  });
});
