/** The walk of `npm run deploy` through a switch, on a terraform that only says how it ended. */
import { deployStacks } from '../../../lib/commands/deploy/deploy-stacks';
import { listStacks } from '../../../lib/project/stack-list';
import { aMesh, aNode } from '../../../lib/testing';
import { fakeDeployContext, type FakeInput, stateOf } from '../fake-deploy-context';
import { refusalOf } from '../rejections';

const shop = aMesh({ nodes: { web: aNode() }, services: { web: { to: 'web' } } }).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');

/** Runs on target `none`. */
const plain = JSON.stringify({
  version: 4,
  resources: [
    {
      mode: 'managed',
      type: 'aws_ecs_service',
      name: 'web',
      instances: [{ attributes: { task_definition: 'arn:1' } }],
    },
    {
      mode: 'managed',
      type: 'aws_ecs_task_definition',
      name: 'web',
      instances: [{ attributes: { arn: 'arn:1', container_definitions: '[{"name":"app"}]' } }],
    },
  ],
});
const upstream = stateOf(['aws_vpc.main']);
const objects = {
  'dev-shop.tfstate': plain,
  'dev-shop-network.tfstate': upstream,
  'dev-shop-registry.tfstate': upstream,
};

/** Plans of the first step find this, in order; each of the second step finds something to change. */
async function deploy(firstPlans: readonly (0 | 2)[], input: FakeInput = {}, interrupt = false) {
  const fake = fakeDeployContext({ objects, changes: true, ...input });
  const chosen = stacks.filter(({ name }) => name === 'dev-shop');
  const plans = [...firstPlans];
  const context = { ...fake.context, stacks };
  const first = {
    ...context,
    terraform: async (...[stack, subcommand, ...args]: Parameters<typeof context.terraform>) => {
      const exitCode = await context.terraform(stack, subcommand, ...args);
      fake.done.push(`  of the first step`);
      return subcommand === 'plan' ? (plans.shift() ?? 0) : exitCode;
    },
  };
  const firstStep: typeof context.firstStep = async (before) => {
    await fake.context.firstStep(before);
    return first;
  };
  const approval = { autoApprove: true, confirm: () => Promise.resolve(true) };
  const result = await refusalOf(() =>
    deployStacks({ ...context, firstStep }, chosen, { ...approval, interrupt }),
  );
  const done = fake.done.join('\n').replaceAll('\n  of', ' of').split('\n');
  return {
    outcomes: fake.context.outcomes.all(),
    result,
    said: fake.said,
    done: done.map((line) => line.replace(/ -(out|detailed)\S*| dev-shop\.tfplan/g, '')),
  };
}

/** Its new Envoys are declared, and one service runs the revision that is named. */
function begun(
  revision: number,
  { mesh, outputs = {} }: { readonly mesh: boolean; readonly outputs?: object },
) {
  const envoy = '[{"name":"app"},{"name":"envoy","command":["--config-yaml","{}"]}]';
  const managed = (type: string, name: string, attributes: object) => ({
    mode: 'managed',
    type,
    name,
    instances: [{ attributes }],
  });
  return JSON.stringify({
    version: 4,
    outputs,
    resources: [
      managed('aws_ecs_service', 'web', { task_definition: `arn:${revision}` }),
      managed('aws_ecs_task_definition', 'web', { arn: 'arn:2', container_definitions: envoy }),
      ...(mesh ? [managed('aws_appmesh_mesh', 'mesh', {})] : []),
    ],
  });
}
const inFirstStep = {
  switching_between: { value: ['envoy', 'none'], type: ['tuple', ['string', 'string']] },
};

describe('npm run deploy, where another target runs', () => {
  it('adds, looks whether that is what runs, and removes', async () => {
    const { result, done, said } = await deploy([2, 0]);
    expect(result).toBe('done');
    expect(done.filter((line) => !line.includes('init'))).toEqual([
      'synth, none before',
      'dev-shop plan of the first step',
      'dev-shop apply of the first step',
      'dev-shop plan of the first step',
      'dev-shop plan',
      'dev-shop apply',
    ]);
    expect(said.filter((line) => line.includes('dev-shop'))).toEqual([
      '==> dev-shop (1 of 2), step 1 of 2: add',
      '==> dev-shop (2 of 2), step 2 of 2: remove',
      'is step 1 what runs? dev-shop',
    ]);
  });

  it('removes nothing where ECS has taken the first step back', async () => {
    const { result, done, outcomes } = await deploy([2, 2]);
    // Neither step is what was asked for, so the command that goes on names the stack.
    expect(outcomes).toEqual([{ stack: 'dev-shop', isBegun: true, changes: 0 }]);
    expect(result).toBe(
      'stack "dev-shop": is not what the first step deployed, so nothing of target none is removed; see above what a plan would change: ECS rolls back a deployment whose tasks do not start, and their logs say why; then run the same command again [switch-not-steady]',
    );
    expect(done.at(-1)).toBe('dev-shop plan of the first step');
  });

  it('removes nothing where the first step fails', async () => {
    const { result, done } = await deploy([2], { exitCodes: { 'dev-shop apply': 1 } });
    expect(result).toMatch(/terraform apply ended with 1; .*run the same command again/);
    expect(done.at(-1)).toBe('dev-shop apply of the first step');
  });

  it('does it in one step with --interrupt', async () => {
    const { done } = await deploy([], {}, true);
    expect(done.filter((line) => !line.includes('init'))).toEqual(['dev-shop plan', 'dev-shop apply']);
  });
});

describe('npm run deploy, once more after a switch that stopped', () => {
  const from = (state: string) => ({ objects: { ...objects, 'dev-shop.tfstate': state } });
  const steps = (before: string) => [
    `synth, ${before} before`,
    'dev-shop plan of the first step',
    'dev-shop apply of the first step',
    'dev-shop plan of the first step',
  ];

  it.each([
    ['after the first step', 'app-mesh', begun(2, { mesh: true })],
    ['where services had not left the revision before', 'app-mesh', begun(1, { mesh: true })],
    [
      'after the first step, without a load balancer',
      'none',
      begun(2, { mesh: false, outputs: inFirstStep }),
    ],
    ['where ECS may have brought back what was before', 'none', begun(1, { mesh: false })],
  ])('%s, from %s: removes nothing before the first step is what runs', async (_, before, state) => {
    const steady = await deploy([2, 0], from(state));
    expect(steady.result).toBe('done');
    expect(steady.done.filter((line) => !line.includes('init'))).toEqual([
      ...steps(before),
      'dev-shop plan',
      'dev-shop apply',
    ]);
    const takenBack = await deploy([2, 2], from(state));
    expect(takenBack.result).toMatch(/\[switch-not-steady\]$/);
    expect(takenBack.done.filter((line) => !line.includes('init'))).toEqual(steps(before));
  });

  it('of several stacks comes to the platform last, though the second step has begun in others', async () => {
    const split = aMesh({
      nodes: { web: aNode(), api: aNode() },
      stacks: { platform: [], api: ['api'], web: ['web'] },
    });
    const all = listStacks([split.at({ stage: 'dev' })], 'elsewhere');
    const platform = JSON.stringify({ version: 4, outputs: inFirstStep, resources: [] });
    const states = {
      ...objects,
      'dev-shop-platform.tfstate': platform,
      'dev-shop-api.tfstate': begun(2, { mesh: false }),
      'dev-shop-web.tfstate': begun(2, { mesh: false, outputs: inFirstStep }),
    };
    const { context, done } = fakeDeployContext({ objects: states });
    const chosen = all.filter(({ part }) => part === 'platform' || part === 'services');
    const approval = { autoApprove: true, confirm: () => Promise.resolve(true) };
    await deployStacks({ ...context, stacks: all }, chosen, approval);
    const order = ['dev-shop-api', 'dev-shop-web', 'dev-shop-platform'];
    const plans = done.filter((line) => line.includes(' plan ')).map((line) => line.split(' ')[0]);
    // The first step, whether it is what runs, the second step.
    expect(plans).toEqual([...order, ...order, ...order]);
  });

  it('is one plan where the second step has begun in the only stack: Terraform has the order there', async () => {
    const { done } = await deploy([], from(begun(2, { mesh: false })));
    expect(done.filter((line) => !line.includes('init'))).toEqual(['dev-shop plan', 'dev-shop apply']);
  });
});

describe('npm run deploy with MESH_TARGET_BEFORE', () => {
  const { settings } = fakeDeployContext().context;
  const told = (state: string, interrupt = false) =>
    deploy(
      [],
      {
        objects: { ...objects, 'dev-shop.tfstate': state },
        settings: { ...settings, targetBefore: 'none' },
      },
      interrupt,
    );

  it('changes nothing where another target runs, unless that is accepted', async () => {
    const refused = await told(begun(2, { mesh: true }));
    expect(refused.result).toMatch(/^application "shop": runs on app-mesh, .*\[target-before-wrong\]$/);
    expect(refused.done.filter((line) => line.includes('dev-shop'))).toEqual([]);
    expect(refused.said).not.toContain('step 1 of 2 is done; without MESH_TARGET_BEFORE comes step 2');
    expect((await told(begun(2, { mesh: true }), true)).result).toBe('done');
  });

  it('does the first step where that target runs', async () => {
    const { result, said } = await told(plain);
    expect(result).toBe('done');
    expect(said).toContain('step 1 of 2 is done; without MESH_TARGET_BEFORE comes step 2');
  });
});
