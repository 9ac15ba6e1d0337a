import { formatProblem } from '../../lib/mesh/problem';
import type { TargetName } from '../../lib/mesh/target';
import { inFirstStepOrder, switchesOf, turnsOf, validateSwitches } from '../../lib/commands/switch';
import { readState } from '../../lib/commands/state-file';
import { listStacks } from '../../lib/project/stack-list';
import { aGateway, aMesh, aNode } from '../../lib/testing';

const shop = aMesh({
  nodes: { web: aNode(), api: aNode() },
  services: { web: { to: 'web' } },
  gateways: { ingress: aGateway() },
  stacks: { platform: [], web: ['web'], api: ['api'] },
}).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

/** A node's service in a state. */
const runs = (node: string, containers: readonly object[]) =>
  readState(
    JSON.stringify({
      version: 4,
      resources: [
        { mode: 'managed', type: 'aws_ecs_service', name: node, instances: [{ attributes: {} }] },
        {
          mode: 'managed',
          type: 'aws_ecs_task_definition',
          name: node,
          instances: [{ attributes: { container_definitions: JSON.stringify(containers) } }],
        },
      ],
    }),
    node,
  );
const plain = [{ name: 'app' }];
const withEnvoy = [{ name: 'app' }, { name: 'envoy', command: ['--config-yaml', '{}'] }];
const onAppMesh = [{ name: 'app' }, { name: 'envoy', environment: [{ name: 'APPMESH_RESOURCE_ARN' }] }];

function found(target: TargetName, web: readonly object[], targetBefore?: TargetName) {
  const states = new Map([['dev-shop-web', runs('web', web)]]);
  return switchesOf(stacks, { settings: { target, targetBefore }, stacks, states });
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
      }),
    ).toEqual([]);
  });

  it('is the user’s own where MESH_TARGET_BEFORE is set', () => {
    expect(found('envoy', plain, 'none')).toEqual([]);
  });

  it('deploys the platform last towards envoy, in both steps, and first towards none', () => {
    const order = (switches: ReturnType<typeof found>) =>
      turnsOf(stacks, switches).map(({ stack, step }) => `${stack.name} ${step?.number ?? '-'}`);
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

  it('is refused from app-mesh where callers cannot come after those whom they call', () => {
    expect(validateSwitches(found('envoy', onAppMesh), stacks, 'envoy').map(formatProblem)).toEqual([
      'application "shop" > switch from app-mesh: new tasks need those that they call to be new, and its nodes stand in several stacks, so Terraform has no such order; do it in one step, in a time when requests may fail: unset MESH_TARGET_BEFORE, or npm run deploy -- --interrupt [switch-unordered]',
    ]);
  });

  it('is refused where both targets cannot run at once', () => {
    expect(validateSwitches(found('none', onAppMesh), stacks, 'none').map(formatProblem)).toEqual([
      'application "shop": runs on target app-mesh, and on the way to none there is no step in which both targets run; where requests may fail while tasks are replaced, --interrupt deploys it as it is [switch-interrupts]',
    ]);
  });
});
