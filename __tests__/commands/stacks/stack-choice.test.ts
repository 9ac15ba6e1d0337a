import { chooseStacks } from '../../../lib/commands/stacks/stack-choice';
import { STACKS } from '../fake-deploy-context';
import { refusalOf } from '../rejections';

const choose = (...names: string[]) => chooseStacks(names, STACKS).map(({ name }) => name);

describe('stacks of a command', () => {
  it('are all where none is named', () => {
    expect(choose()).toEqual(['state', 'dev-shop-network', 'dev-shop-registry', 'dev-shop']);
  });

  it('come in the order of deployment, each once, however they are named', () => {
    expect(choose('dev-shop', 'dev-shop-network', 'dev-shop')).toEqual(['dev-shop-network', 'dev-shop']);
  });

  it('may be named by a pattern, as for cdktf', () => {
    expect(choose('dev-shop-*')).toEqual(['dev-shop-network', 'dev-shop-registry']);
    expect(choose('*shop', 'st*')).toEqual(['state', 'dev-shop']);
  });

  it('that a pattern fits must exist, and nothing but * is special in it', async () => {
    expect(await refusalOf(() => choose('prod-*'))).toMatch(
      /^stack "prod-\*": is not a stack of this project/,
    );
    expect(await refusalOf(() => choose('dev.shop'))).toMatch(/^stack "dev.shop": is not a stack/);
  });

  it('must exist; all that do not are named, with the nearest that does', async () => {
    expect(await refusalOf(() => choose('dev-shop-netwrok', 'prod-x'))).toBe(
      [
        'stack "dev-shop-netwrok": is not a stack of this project; did you mean "dev-shop-network"? [stack-unknown]',
        'stack "prod-x": is not a stack of this project; stacks are "dev-shop", "dev-shop-network", "dev-shop-registry", "state"; is it of another stage? MESH_STAGE chooses the stage [stack-unknown]',
      ].join('\n'),
    );
  });
});
