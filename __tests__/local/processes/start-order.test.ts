import { withoutCycles } from '../../../lib/local/processes/start-order';

const order = (after: Record<string, string[]>) =>
  Object.fromEntries(withoutCycles(new Map(Object.entries(after))));

describe('which task waits for which', () => {
  it('is as asked where no nodes call in a circle', () => {
    const after = { web: ['cart', 'prices'], cart: ['prices'], prices: [] };
    expect(order(after)).toEqual(after);
  });

  it('leaves one out of each circle, so that one task is first', () => {
    expect(order({ a: ['b'], b: ['a'] })).toEqual({ a: ['b'], b: [] });
    expect(order({ a: ['a'] })).toEqual({ a: [] });
  });

  it('leaves out no task for good: a task that is not started is not waited for', () => {
    expect(order({ a: ['gone'] })).toEqual({ a: ['gone'], gone: [] });
  });
});
