/** What the output of a first step says, as Terraform 1.11 writes it to a state. */
import { readSwitching, switchingIn } from '../../../lib/commands/switch-target/switch-state';
import { stacksNamed, fakeDeployContext, stateOf } from '../fake-deploy-context';

/** Terraform keeps the type beside it. */
const between = (value: unknown) =>
  JSON.stringify({
    version: 4,
    outputs: { switching_between: { value, type: ['tuple', ['string', 'string']] } },
    resources: [],
  });

describe('what a state says of a switch', () => {
  it('is between which targets it is', () => {
    expect(switchingIn(between(['envoy', 'none']), 'shop')).toEqual(['envoy', 'none']);
    expect(switchingIn(between(['app-mesh', 'envoy']), 'shop')).toEqual(['app-mesh', 'envoy']);
  });

  it('is nothing without that output, or where it holds no targets', () => {
    expect(switchingIn(stateOf(['aws_vpc.main']), 'shop')).toEqual([]);
    expect(switchingIn('', 'shop')).toEqual([]);
    expect(switchingIn(between('envoy'), 'shop')).toEqual([]);
    expect(switchingIn(between([1, 'nobody']), 'shop')).toEqual([]);
  });

  it('is read for the stacks that are asked for', async () => {
    const { context, read } = fakeDeployContext({
      objects: { 'dev-shop.tfstate': between(['envoy', 'none']), 'dev-shop-network.tfstate': '' },
    });
    expect(await readSwitching(context, stacksNamed('dev-shop'))).toEqual(
      new Map([['dev-shop', ['envoy', 'none']]]),
    );
    expect(await readSwitching(context, stacksNamed('dev-shop-network'))).toEqual(new Map());
    expect(read).toEqual(['dev-shop.tfstate', 'dev-shop-network.tfstate']);
  });
});
