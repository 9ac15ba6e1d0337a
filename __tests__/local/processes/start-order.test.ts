import { withoutCycles } from '../../../lib/local/processes/start-order';

const order = (after: Record<string, string[]>) =>
  Object.fromEntries(withoutCycles(new Map(Object.entries(after))));

describe('who waits for whom', () => {
  it('is as asked where nobody calls in a circle', () => {
    const after = { web: ['cart', 'prices'], cart: ['prices'], prices: [] };
    expect(order(after)).toEqual(after);
  });

  it('leaves one out of each circle, so that somebody is first', () => {
    expect(order({ a: ['b'], b: ['a'] })).toEqual({ a: ['b'], b: [] });
    expect(order({ a: ['a'] })).toEqual({ a: [] });
  });

  it('leaves out nobody for good: a task that nobody starts is no task to wait for', () => {
    expect(order({ a: ['gone'] })).toEqual({ a: ['gone'], gone: [] });
  });
});
