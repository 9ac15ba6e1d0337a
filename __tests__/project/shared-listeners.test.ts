/** Rules that several load balancers add to one listener. */
import { byTags, existingListener } from '../../lib/mesh';
import { validateSharedListeners } from '../../lib/project/shared-listeners';
import { aMesh } from '../../lib/testing';

const adding = (name: string, priority: number, listener = byTags({ app: 'main', env: 'dev' })) => {
  const match = { path: `/${name}` };
  const there = existingListener({ listener, securityGroup: 'sg-0a1b2c3d' });
  const loadBalancers = { [name]: { ...there, routes: { all: { match, priority, node: 'web' } } } };
  return { ...aMesh({ loadBalancers }).at({ stage: 'dev' }), name };
};

it('have priorities of their own, in several applications too', () => {
  expect(validateSharedListeners([adding('one', 1), adding('two', 2)])).toEqual([]);
  const other = byTags({ app: 'other' });
  expect(validateSharedListeners([adding('one', 1), adding('two', 1, other)])).toEqual([]);
});

it.each([
  ['the same reference', byTags({ app: 'main', env: 'dev' })],
  ['the same tags in another order', byTags({ env: 'dev', app: 'main' })],
])('are refused with one priority twice, by %s', (_, listener) => {
  expect(validateSharedListeners([adding('one', 7), adding('two', 7, listener)])).toMatchObject([
    {
      code: 'load-balancer-priority-taken',
      where: 'application "two" > load balancer "two" > route "all"',
      got: 7,
    },
  ]);
});
