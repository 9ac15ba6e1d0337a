/** Application `shop` ran in one stack, and has stacks of its own now. */
import { deployStacks } from '../../../lib/commands/deploy/deploy-stacks';
import { planStacks } from '../../../lib/commands/deploy/plan-stacks';
import { destroyStacks } from '../../../lib/commands/deploy/destroy-stacks';
import { importId } from '../../../lib/commands/terraform/import-id';
import { findMoves, madeBeside, type StackContent } from '../../../lib/commands/resource-moves/moves';
import { readState } from '../../../lib/commands/terraform-state/state-file';
import { listStacks } from '../../../lib/project/stack-list';
import { aMesh, aNode } from '../../../lib/testing';
import { fakeDeployContext, type FakeInput } from '../fake-deploy-context';
import { codesOf, refusalOf } from '../rejections';

type Held = readonly (readonly [address: string, attributes: object])[];

const state = (held: Held) =>
  JSON.stringify({
    version: 4,
    resources: held.map(([address, attributes]) => {
      const [type, name] = address.split('.');
      return { mode: 'managed', type, name, instances: [{ attributes }] };
    }),
  });
const heldIn = (held: Held) => readState(state(held), 'x.tfstate');

const cluster = ['aws_ecs_cluster.cluster', { id: 'arn:c', name: 'dev-shop' }] as const;
const service = [
  'aws_ecs_service.web',
  { id: 'arn:s', name: 'web', cluster: 'arn:aws:ecs:x:1:cluster/dev-shop' },
] as const;
const ways = ['aws_security_group.web_ways', { id: 'sg-ways' }] as const;

describe('what moves', () => {
  const declared = (address: string, values: object = {}) => {
    const [type = '', name = ''] = address.split('.');
    return [{ type, name, values: { ...values } }];
  };
  const content = (name: string, parts: Partial<StackContent>): StackContent => ({
    name,
    declared: [],
    held: [],
    ...parts,
  });
  const one = content('dev-shop', { held: heldIn([cluster, service, ways]) });

  it('is what another stack declares now; what no stack declares stays', () => {
    const platform = content('dev-shop-platform', {
      declared: declared('aws_ecs_cluster.cluster', { name: 'dev-shop' }),
    });
    const web = content('dev-shop-web', { declared: declared('aws_ecs_service.web', { name: 'web' }) });
    expect(findMoves([platform, web, one])).toEqual([
      { address: 'aws_ecs_cluster.cluster', from: 'dev-shop', to: 'dev-shop-platform', id: 'dev-shop' },
      { address: 'aws_ecs_service.web', from: 'dev-shop', to: 'dev-shop-web', id: 'dev-shop/web' },
    ]);
  });

  it('is not what is called otherwise, nor what its own stack declares too', () => {
    const renamed = content('dev-shop-platform', {
      declared: declared('aws_ecs_cluster.cluster', { name: 'other' }),
    });
    expect(findMoves([renamed, one])).toEqual([]);
    const both = declared('aws_ecs_cluster.cluster');
    expect(findMoves([content('dev-shop-platform', { declared: both }), { ...one, declared: both }])).toEqual(
      [],
    );
  });

  it('is not told by a name that is known only to terraform', () => {
    const platform = content('dev-shop-platform', {
      declared: declared('aws_ecs_cluster.cluster', { name: '${local.x}' }),
    });
    expect(findMoves([platform, one])).toHaveLength(1);
  });

  it('only leaves where the other state has it already', () => {
    const platform = content('dev-shop-platform', {
      declared: declared('aws_ecs_cluster.cluster'),
      held: heldIn([cluster]),
    });
    expect(findMoves([platform, one])).toEqual([
      { address: 'aws_ecs_cluster.cluster', from: 'dev-shop', to: 'dev-shop-platform' },
    ]);
  });
});

describe('a target group, whose name terraform is told to keep', () => {
  const lifecycle = { create_before_destroy: true, ignore_changes: ['name', 'port'] };
  const address = 'aws_lb_target_group.ingress';
  const declares = (name: string, more: object = { lifecycle }) => [
    { type: 'aws_lb_target_group', name: 'ingress', values: { name, ...more } },
  ];
  const holds = (id: string, name: string) => heldIn([[address, { id, name }]]);
  // Made on target none, and switched to envoy since: the JSON has the name of a group of envoy.
  const one: StackContent = { name: 'dev-shop', declared: [], held: holds('arn:l62t2', 'ingress-l62t2') };
  const platform = { name: 'dev-shop-platform', declared: declares('ingress-hjj4j'), held: [] };

  it('moves after a switch too, with its load balancer', () => {
    const moves = findMoves([platform, one]);
    expect(moves).toEqual([{ address, from: 'dev-shop', to: 'dev-shop-platform', id: 'arn:l62t2' }]);
    expect(madeBeside(platform, moves)).toEqual([]);
  });

  it('does so where all changes are ignored, and not where those of other fields are', () => {
    const ignoring = (ignored: unknown) => ({
      ...platform,
      declared: declares('ingress-hjj4j', { lifecycle: { ignore_changes: ignored } }),
    });
    expect(findMoves([ignoring('all'), one])).toHaveLength(1);
    expect(findMoves([ignoring(['port']), one])).toEqual([]);
    expect(madeBeside(ignoring(['port']), [])).toEqual([address]);
  });

  it('does not leave where the other state has another one: no state would have it', () => {
    const split = { ...platform, held: holds('arn:hjj4j', 'ingress-hjj4j') };
    expect(findMoves([split, one])).toEqual([]);
    const back = { ...split, declared: declares('ingress-l62t2') };
    expect(findMoves([back, one])).toEqual([]);
    const same = { ...split, held: one.held };
    expect(findMoves([same, one])).toEqual([{ address, from: 'dev-shop', to: 'dev-shop-platform' }]);
  });

  it.each<[string, string, object, object]>([
    ['id', 'aws_iam_role_policy_attachment.web', { id: 'a-1' }, { id: 'a-2' }],
    ['revision', 'aws_ecs_task_definition.web', { id: 'web', arn: 'web:1' }, { id: 'web', arn: 'web:2' }],
  ])('is not told by another %s of %s', (_, address, before, now) => {
    const [type = '', name = ''] = address.split('.');
    const declared = [{ type, name, values: {} }];
    const known = { role: 'web', policy_arn: 'arn:p' };
    const web = { name: 'dev-shop-web', declared, held: heldIn([[address, { ...known, ...now }]]) };
    const old = { ...one, held: heldIn([[address, { ...known, ...before }]]) };
    expect(findMoves([web, old])).toEqual([{ address, from: 'dev-shop', to: 'dev-shop-web' }]);
  });
});

// Each as the page of its type in the provider's documentation has it under "Import".
test.each<[string, object, string]>([
  [
    'aws_appautoscaling_target',
    {
      id: 'x',
      service_namespace: 'ecs',
      resource_id: 'service/c/web',
      scalable_dimension: 'ecs:service:DesiredCount',
    },
    'ecs/service/c/web/ecs:service:DesiredCount',
  ],
  [
    'aws_appmesh_route',
    { id: 'uid', mesh_name: 'dev-shop', virtual_router_name: 'web', name: 'default' },
    'dev-shop/web/default',
  ],
  [
    'aws_cloudwatch_event_target',
    { id: 'x', event_bus_name: 'default', rule: 'dev-shop-nightly', target_id: 'task' },
    'default/dev-shop-nightly/task',
  ],
  ['aws_cloudwatch_log_group', { id: '/dev/shop/web', name: '/dev/shop/web' }, '/dev/shop/web'],
  [
    'aws_ecs_task_definition',
    { id: 'dev-shop-web', arn: 'arn:aws:ecs:x:1:task-definition/dev-shop-web:3' },
    'arn:aws:ecs:x:1:task-definition/dev-shop-web:3',
  ],
  [
    'aws_iam_role_policies_exclusive',
    { role_name: 'dev-shop-web-task', policy_names: [] },
    'dev-shop-web-task',
  ],
  [
    'aws_iam_role_policy',
    { id: 'dev-shop-web-task:dev-shop-web-task' },
    'dev-shop-web-task:dev-shop-web-task',
  ],
  ['aws_service_discovery_instance', { id: 'i', service_id: 'srv-1', instance_id: 'i' }, 'srv-1/i'],
  ['aws_service_discovery_private_dns_namespace', { id: 'ns-1', vpc: 'vpc-1' }, 'ns-1:vpc-1'],
])('%s is imported by %j as %s', (type, attributes, id) => {
  expect(importId({ address: `${type}.x`, type, instances: [{ ...attributes }], dependsOn: [] })).toBe(id);
});

const shop = aMesh({
  nodes: { web: aNode() },
  services: { web: { to: 'web' } },
  stacks: { platform: [], web: ['web'] },
}).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');
const tagged = (held: Held, Stack: string): Held =>
  held.map(([address, attributes]) => [
    address,
    { ...attributes, tags_all: { Application: 'shop', ManagedBy: 'terraform', Stage: 'dev', Stack } },
  ]);

const before = {
  'dev-shop-network.tfstate': state([['aws_vpc.vpc', { id: 'vpc-1' }]]),
  'dev-shop-registry.tfstate': state([['aws_ecr_repository.web', { id: 'r', force_delete: true }]]),
  'dev-shop.tfstate': state(tagged([cluster, service, ways], 'dev-shop')),
};
const declared = {
  'dev-shop-network': ['aws_vpc.vpc'],
  'dev-shop-registry': ['aws_ecr_repository.web'],
  'dev-shop-platform': ['aws_ecs_cluster.cluster'],
  'dev-shop-web': ['aws_ecs_service.web'],
};

function fake(input: FakeInput = {}) {
  const made = fakeDeployContext({ objects: before, declared, settings: { protect: false }, ...input });
  return { ...made, context: { ...made.context, stacks } };
}
const asked = { autoApprove: true, confirm: () => Promise.resolve(false) };
const named = (...names: string[]) => stacks.filter(({ name }) => names.includes(name));

describe('npm run deploy and diff', () => {
  const commands = ['dev-shop', 'dev-shop-platform', 'dev-shop-web'].flatMap((stack) => [
    `terraform -chdir=cdktf.out/moves/${stack} init`,
    `terraform -chdir=cdktf.out/moves/${stack} apply${stack === 'dev-shop' ? ' $(cat cdktf.out/moves/dev-shop/targets)' : ''}`,
  ]);

  it('refuse before anything is planned, and write modules and commands', async () => {
    const { context, done } = fake();
    expect(await refusalOf(() => deployStacks(context, stacks, asked))).toBe(
      'stack "dev-shop": holds what "dev-shop-platform", "dev-shop-web" declare now: 2 resources (aws_ecs_cluster.cluster, aws_ecs_service.web); terraform would create them a second time, or destroy them; move them from state to state with the commands in cdktf.out/moves/commands, then run this again; tasks keep running meanwhile [stack-moved]',
    );
    expect(done.slice(-6)).toEqual(commands);
    expect(done.filter((each) => !each.startsWith('write ')).slice(0, -6)).toEqual([]);
    const written = new Map(
      done
        .filter((each) => each.startsWith('write '))
        .map((each) => [each.slice('write '.length, each.indexOf(':')), each.slice(each.indexOf(':') + 2)]),
    );
    expect([...written.keys()]).toEqual([
      'dev-shop/cdk.tf.json',
      'dev-shop/targets',
      'dev-shop-platform/import.tf.json',
      'dev-shop-web/import.tf.json',
    ]);
    expect(JSON.parse(written.get('dev-shop/cdk.tf.json') ?? '')).toMatchObject({
      terraform: { backend: { s3: { key: 'dev-shop.tfstate' } } },
      removed: [
        { from: 'aws_ecs_cluster.cluster', lifecycle: { destroy: false } },
        { from: 'aws_ecs_service.web', lifecycle: { destroy: false } },
      ],
    });
    expect(written.get('dev-shop/targets')).toBe(
      '-target=aws_ecs_cluster.cluster\n-target=aws_ecs_service.web\n',
    );
    expect(JSON.parse(written.get('dev-shop-web/import.tf.json') ?? '')).toEqual({
      import: [{ to: 'aws_ecs_service.web', id: 'dev-shop/web' }],
    });
    expect(await codesOf(() => planStacks(fake().context, named('dev-shop-web')))).toEqual(['stack-moved']);
  });

  it('say which plans must not be applied, and what would be made beside what moves', async () => {
    const rule = 'Say yes only to a plan with 0 to add and 0 to destroy:';
    const nothing = fake();
    expect(await codesOf(() => planStacks(nothing.context, stacks))).toEqual(['stack-moved']);
    const told = nothing.said.find((each) => each.includes(rule));
    expect(told).not.toContain('would make');
    const more = { ...declared, 'dev-shop-platform': ['aws_ecs_cluster.cluster', 'aws_lb.ingress'] };
    const { context, said } = fake({ declared: more });
    expect(await codesOf(() => planStacks(context, stacks))).toEqual(['stack-moved']);
    expect(said.find((each) => each.includes(rule))).toContain(
      'Stack "dev-shop-platform" would make 1 resource (aws_lb.ingress) beside what moves: if that is new in the code, take it out of it until all has moved.',
    );
  });

  it('go on with stacks that nothing moves to or from', async () => {
    expect(await planStacks(fake().context, named('dev-shop-network'))).toBe(2);
  });

  it('refuse while something has left and has not come, which no state tells', async () => {
    const objects = { ...before, 'dev-shop.tfstate': state(tagged([ways], 'dev-shop')) };
    const arrivals = [
      { stack: 'dev-shop-platform', address: 'aws_ecs_cluster.cluster' },
      { stack: 'dev-shop-web', address: 'aws_ecs_service.web' },
    ];
    const { context, done } = fake({ objects, arrivals });
    expect(await refusalOf(() => deployStacks(context, named('dev-shop-platform'), asked))).toBe(
      'stack "dev-shop-platform": waits for resources that left another stack and are in no state now: 1 resource (aws_ecs_cluster.cluster); terraform would create them a second time; run the commands in cdktf.out/moves/commands to their end; if the resources were destroyed since, delete that folder [stack-moving]',
    );
    expect(done).toEqual([]);
    const come = { ...objects, 'dev-shop-platform.tfstate': state([cluster]) };
    expect(await codesOf(() => planStacks(fake({ objects: come, arrivals }).context, stacks))).toEqual([
      'stack-moving',
    ]);
    const all = { ...come, 'dev-shop-web.tfstate': state([service]) };
    const last = fake({ objects: all, arrivals });
    expect(await planStacks(last.context, stacks)).toBe(2);
    // They would be waited for again once a stack is destroyed.
    expect(last.done[0]).toBe('delete the moves');
  });
});

describe('npm run destroy', () => {
  it('does not destroy by the old name what the new stack holds too', async () => {
    const objects = { ...before, 'dev-shop-platform.tfstate': state([cluster]) };
    const { context, done } = fake({ objects });
    expect(await refusalOf(() => destroyStacks(context, [], { ...asked, orphans: ['dev-shop'] }))).toMatch(
      /^stack "dev-shop": holds what stack "dev-shop-platform" holds too: 1 resource \(aws_ecs_cluster.cluster\);.*\[stack-shared\]$/,
    );
    expect(done.filter((each) => each.includes(' plan '))).toEqual([]);
  });
});
