import { eachStack, openOutcomes, summarise } from '../../../lib/commands/run/outcomes';
import { stacksNamed } from '../fake-deploy-context';

const stacks = stacksNamed('state', 'dev-shop-network', 'dev-shop');
const typed = {
  command: 'deploy',
  flags: ['--auto-approve'],
  environment: {
    MESH_TARGET: 'envoy',
    MESH_WEIGHTS: "a/b:c=1;d'e",
    AWS_REGION: 'eu-west-1',
    AWS_SECRET_ACCESS_KEY: 'x',
  },
};

describe('the last words of a command', () => {
  it('say what is done, what is not, and which command goes on', async () => {
    const outcomes = openOutcomes();
    const said: string[] = [];
    const work = eachStack({ say: (line) => said.push(line), outcomes }, stacks, async ({ name }) => {
      outcomes.change(name);
      if (name === 'dev-shop-network') throw new Error('fails');
      outcomes.change(name);
      return Promise.resolve('deployed');
    });
    await expect(work).rejects.toThrow('fails');
    expect(said).toEqual(['\n==> state (1 of 3)', '\n==> dev-shop-network (2 of 3)']);
    expect(summarise(outcomes.all(), typed)).toEqual([
      'state: deployed, 2 changes made',
      'dev-shop-network: NOT done, 1 change made',
      'dev-shop: not begun',
      "go on with: AWS_REGION=eu-west-1 MESH_TARGET=envoy MESH_WEIGHTS='a/b:c=1;d'\\''e' npm run deploy dev-shop-network dev-shop -- --auto-approve",
    ]);
  });

  it('name no command where all is done', async () => {
    const outcomes = openOutcomes();
    await eachStack({ say: () => undefined, outcomes }, stacks.slice(0, 1), () =>
      Promise.resolve('nothing to change'),
    );
    expect(summarise(outcomes.all(), typed)).toEqual(['state: nothing to change']);
  });

  it('are none where nothing was begun, and the flags are left out where there are none', () => {
    const outcomes = openOutcomes();
    outcomes.expect(['state']);
    expect(summarise(outcomes.all(), typed)).toEqual([]);
    outcomes.begin('state');
    expect(summarise(outcomes.all(), { command: 'destroy', flags: [], environment: {} }).at(-1)).toBe(
      'go on with: npm run destroy state',
    );
  });
});
