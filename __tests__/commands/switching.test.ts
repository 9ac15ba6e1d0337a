/** The walk of `npm run deploy` through a switch, on a terraform that only says how it ended. */
import { deployStacks } from '../../lib/commands/deployment';
import { listStacks } from '../../lib/project/stack-list';
import { aMesh, aNode } from '../../lib/testing';
import { fakeWorkplace, type FakeInput, stateOf } from './fake-workplace';
import { refusalOf } from './rejections';

const shop = aMesh({ nodes: { web: aNode() }, services: { web: { to: 'web' } } }).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');

/** Runs on target `none`. */
const plain = JSON.stringify({
  version: 4,
  resources: [
    { mode: 'managed', type: 'aws_ecs_service', name: 'web', instances: [{ attributes: {} }] },
    {
      mode: 'managed',
      type: 'aws_ecs_task_definition',
      name: 'web',
      instances: [{ attributes: { container_definitions: '[{"name":"app"}]' } }],
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
  const fake = fakeWorkplace({ objects, changes: true, ...input });
  const chosen = stacks.filter(({ name }) => name === 'dev-shop');
  const plans = [...firstPlans];
  const workplace = { ...fake.workplace, stacks };
  const first = {
    ...workplace,
    terraform: async (...[stack, subcommand, ...args]: Parameters<typeof workplace.terraform>) => {
      const exitCode = await workplace.terraform(stack, subcommand, ...args);
      fake.done.push(`  of the first step`);
      return subcommand === 'plan' ? (plans.shift() ?? 0) : exitCode;
    },
  };
  const firstStep: typeof workplace.firstStep = async (before) => {
    await fake.workplace.firstStep(before);
    return first;
  };
  const approval = { autoApprove: true, confirm: () => Promise.resolve(true) };
  const result = await refusalOf(() =>
    deployStacks({ ...workplace, firstStep }, chosen, { ...approval, interrupt }),
  );
  const done = fake.done.join('\n').replaceAll('\n  of', ' of').split('\n');
  return {
    outcomes: fake.workplace.outcomes.all(),
    result,
    said: fake.said,
    done: done.map((line) => line.replace(/ -(out|detailed)\S*| dev-shop\.tfplan/g, '')),
  };
}

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
      'stack "dev-shop": is not what the first step deployed, so nothing of target none is removed; see above what a plan would change: ECS takes back a deployment whose tasks do not come up, and their logs say why; then the same command goes on [switch-not-steady]',
    );
    expect(done.at(-1)).toBe('dev-shop plan of the first step');
  });

  it('removes nothing where the first step fails', async () => {
    const { result, done } = await deploy([2], { exitCodes: { 'dev-shop apply': 1 } });
    expect(result).toMatch(/terraform apply ended with 1; .*the same command goes on from here/);
    expect(done.at(-1)).toBe('dev-shop apply of the first step');
  });

  it('does it in one step with --interrupt', async () => {
    const { done } = await deploy([], {}, true);
    expect(done.filter((line) => !line.includes('init'))).toEqual(['dev-shop plan', 'dev-shop apply']);
  });
});
