import { validateEndedTarget } from '../../../lib/commands/deploy/ended-target-check';
import { type StackEntry, type StackPart } from '../../../lib/project';
import type { TargetName } from '../../../lib/targets';

const stack = (part: StackPart): StackEntry => ({ name: `dev-shop-${part}`, part, reads: [] });

function refused(target: TargetName, parts: readonly StackPart[], accept: readonly string[] = []): string[] {
  return validateEndedTarget({ target, accept }, parts.map(stack)).map(({ what }) => what);
}

describe('a target that AWS has ended', () => {
  it('is refused once, with every stack that holds something of it', () => {
    expect(refused('app-mesh', ['state', 'network', 'platform', 'services'])).toEqual([
      'AWS ended App Mesh on 2026-09-30, so "dev-shop-platform", "dev-shop-services" of target app-mesh cannot be deployed',
    ]);
    expect(refused('app-mesh', ['application'])).toHaveLength(1);
  });

  it('does not matter to stacks that are alike on every target', () => {
    expect(refused('app-mesh', ['state', 'network', 'registry', 'images'])).toEqual([]);
  });

  it('is deployed where its code is accepted', () => {
    expect(refused('app-mesh', ['application'], ['app-mesh-ended'])).toEqual([]);
    expect(refused('app-mesh', ['application'], ['loss-retries'])).toHaveLength(1);
  });

  it.each(['envoy', 'none'] as const)('is not %s', (target) => {
    expect(refused(target, ['application', 'platform', 'services'])).toEqual([]);
  });
});
