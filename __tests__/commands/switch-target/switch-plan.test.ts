import { formatProblem } from '../../../lib/mesh/checks/problem';
import type { TargetName } from '../../../lib/targets';
import {
  inFirstStepOrder,
  switchesOf,
  turnsOf,
  validateSwitches,
  validateTargetBefore,
} from '../../../lib/commands/switch-target/switch-plan';
import type { Switching } from '../../../lib/commands/switch-target/switch-state';
import { readState } from '../../../lib/commands/terraform-state/state-file';
import { listStacks } from '../../../lib/project/stack-list';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

const shop = aMesh({
  nodes: { web: aNode(), api: aNode() },
  services: { web: { to: 'web' } },
  gateways: { ingress: aGateway() },
  stacks: { platform: [], web: ['web'], api: ['api'] },
}).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

/** A node's service in a state. */
const runs = (node: string, containers: readonly object[], beside: readonly object[] = []) =>
  readState(
    JSON.stringify({
      version: 4,
      resources: [
        {
          mode: 'managed',
          type: 'aws_ecs_service',
          name: node,
          instances: [{ attributes: { task_definition: 'arn:2' } }],
        },
        {
          mode: 'managed',
          type: 'aws_ecs_task_definition',
          name: node,
          instances: [{ attributes: { arn: 'arn:2', container_definitions: JSON.stringify(containers) } }],
        },
        ...beside,
      ],
    }),
    node,
  );
const plain = [{ name: 'app' }];
const withEnvoy = [{ name: 'app' }, { name: 'envoy', command: ['--config-yaml', '{}'] }];
const noSwitch: Switching = new Map();
const onAppMesh = [{ name: 'app' }, { name: 'envoy', environment: [{ name: 'APPMESH_RESOURCE_ARN' }] }];

function found(target: TargetName, web: readonly object[], targetBefore?: TargetName) {
  const states = new Map([['dev-shop-web', runs('web', web)]]);
  return switchesOf(stacks, { settings: { target, targetBefore }, stacks, states, switching: noSwitch });
}

describe('a switch of targets', () => {
  it('is where another target runs than the one that is asked for', () => {
    expect(found('envoy', withEnvoy)).toEqual([]);
    expect(found('none', plain)).toEqual([]);
    expect(found('envoy', plain)).toMatchObject([{ before: 'none' }]);
    expect(found('none', withEnvoy)).toMatchObject([{ before: 'envoy' }]);
    expect(
      switchesOf(stacks, {
        settings: { target: 'envoy', targetBefore: undefined },
        stacks,
        states: new Map(),
        switching: noSwitch,
      }),
    ).toEqual([]);
  });

  it('is the user’s own where MESH_TARGET_BEFORE is set', () => {
    expect(found('envoy', plain, 'none')).toEqual([]);
  });

  const order = (switches: ReturnType<typeof found>) =>
    turnsOf(stacks, switches).map(({ stack, step }) => `${stack.name} ${step?.number ?? '-'}`);

  it('deploys the platform last towards envoy, in both steps, and first towards none', () => {
    const before = ['state -', 'dev-shop-network -', 'dev-shop-registry -'];
    expect(order(found('envoy', plain))).toEqual([
      ...before,
      'dev-shop-api 1',
      'dev-shop-web 1',
      'dev-shop-platform 1',
      'dev-shop-api 2',
      'dev-shop-web 2',
      'dev-shop-platform 2',
    ]);
    expect(order(found('none', withEnvoy))).toEqual([
      ...before,
      'dev-shop-platform 1',
      'dev-shop-api 1',
      'dev-shop-web 1',
      'dev-shop-platform 2',
      'dev-shop-api 2',
      'dev-shop-web 2',
    ]);
    expect(order([])).toEqual(names(stacks).map((name) => `${name} -`));
  });

  it('goes on as a switch while any stack is still in the first step: the second one failed on the way', () => {
    const states = new Map([
      ['dev-shop-api', runs('api', withEnvoy)],
      ['dev-shop-web', runs('web', withEnvoy)],
    ]);
    const goesOn = (switching: Switching) =>
      switchesOf(stacks, {
        settings: { target: 'envoy', targetBefore: undefined },
        stacks,
        states,
        switching,
      });
    for (const left of ['dev-shop-platform', 'dev-shop-web'])
      expect(order(goesOn(new Map([[left, ['envoy', 'none']]])))).toEqual(order(found('envoy', plain)));
    expect(goesOn(noSwitch)).toEqual([]);
    // Another application's stack says nothing of this one.
    expect(goesOn(new Map([['dev-store', ['envoy', 'none']]]))).toEqual([]);
  });

  it('goes on from app-mesh while another stack of the application holds the mesh', () => {
    const mesh = { mode: 'managed', type: 'aws_appmesh_mesh', name: 'mesh', instances: [{}] };
    const states = new Map([
      ['dev-shop-api', runs('api', withEnvoy)],
      ['dev-shop-platform', runs('ingress', withEnvoy, [mesh])],
    ]);
    const settings = { target: 'envoy', targetBefore: undefined } as const;
    expect(switchesOf(stacks, { settings, stacks, states, switching: noSwitch })).toMatchObject([
      { before: 'app-mesh', beside: [] },
    ]);
  });

  it('is refused where two other targets run', () => {
    const states = new Map([
      ['dev-shop-api', runs('api', onAppMesh)],
      ['dev-shop-web', runs('web', plain)],
    ]);
    const settings = { target: 'envoy', targetBefore: undefined } as const;
    const switches = switchesOf(stacks, { settings, stacks, states, switching: noSwitch });
    expect(validateSwitches(switches, stacks, 'envoy').map(formatProblem)).toEqual([
      'application "shop": runs on targets app-mesh and none, and on the way to envoy there is no step in which all of them run; where requests may fail while tasks are replaced, --interrupt deploys it as it is [switch-interrupts]',
    ]);
  });

  it('has the same order where the user does the first step', () => {
    const order = (target: TargetName, targetBefore: TargetName | undefined) =>
      names(inFirstStepOrder(stacks, { target, targetBefore })).map((name) => name.replace('dev-shop-', ''));
    const usual = ['state', 'network', 'registry', 'platform', 'api', 'web'];
    expect(order('envoy', 'none')).toEqual(['state', 'network', 'registry', 'api', 'web', 'platform']);
    expect(order('none', 'envoy')).toEqual(usual);
    expect(order('envoy', undefined)).toEqual(usual);
  });

  it('takes all stacks of the application', () => {
    const chosen = stacks.filter(({ name }) => name !== 'dev-shop-api');
    expect(validateSwitches(found('envoy', plain), chosen, 'envoy').map(formatProblem)).toEqual([
      'application "shop": runs on target none, and a switch takes all of its stacks, "dev-shop-api" too; name them all, or set MESH_TARGET=none [switch-incomplete]',
    ]);
    expect(validateSwitches(found('envoy', plain), stacks, 'envoy')).toEqual([]);
  });

  it('is refused from app-mesh where callers cannot come after what they call', () => {
    expect(validateSwitches(found('envoy', onAppMesh), stacks, 'envoy').map(formatProblem)).toEqual([
      'application "shop" > switch from app-mesh: new tasks can call only new tasks, and its nodes stand in several stacks, so Terraform has no such order; do it in one step, in a time when requests may fail: unset MESH_TARGET_BEFORE, or npm run deploy -- --interrupt [switch-unordered]',
    ]);
  });

  it('is refused where both targets cannot run at once', () => {
    expect(validateSwitches(found('none', onAppMesh), stacks, 'none').map(formatProblem)).toEqual([
      'application "shop": runs on target app-mesh, and on the way to none there is no step in which both targets run; where requests may fail while tasks are replaced, --interrupt deploys it as it is [switch-interrupts]',
    ]);
  });
});

describe('MESH_TARGET_BEFORE', () => {
  const problems = (web: readonly object[], targetBefore: TargetName | undefined, switching = noSwitch) =>
    validateTargetBefore(stacks, {
      settings: { target: 'envoy', targetBefore },
      stacks,
      states: new Map([['dev-shop-web', runs('web', web)]]),
      switching,
    }).map(formatProblem);

  it('must be what runs, since the first step takes away what any other target needs', () => {
    expect(problems(onAppMesh, 'none')).toEqual([
      'application "shop": runs on app-mesh, and a first step with MESH_TARGET_BEFORE=none would take away what its tasks use; unset MESH_TARGET_BEFORE, since deploy finds out itself; where requests may fail while tasks are replaced, --interrupt deploys it as it is [target-before-wrong]',
    ]);
    expect(problems(plain, 'app-mesh')).toEqual([
      expect.stringMatching(/runs on none, .*target-before-wrong/),
    ]);
    expect(problems(withEnvoy, 'none', new Map([['dev-shop-web', ['app-mesh', 'envoy']]]))).toEqual([
      expect.stringMatching(/runs on app-mesh, .*target-before-wrong/),
    ]);
  });

  it('is right where it, or the target that comes, or both run, and where nothing does', () => {
    expect(problems(plain, 'none')).toEqual([]);
    expect(problems(withEnvoy, 'none')).toEqual([]);
    expect(problems(withEnvoy, 'none', new Map([['dev-shop-web', ['envoy', 'none']]]))).toEqual([]);
    expect(problems(onAppMesh, 'app-mesh')).toEqual([]);
    expect(problems([], 'none')).toEqual([]);
    expect(problems(onAppMesh, undefined)).toEqual([]);
  });
});
