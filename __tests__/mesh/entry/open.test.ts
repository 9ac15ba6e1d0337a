/** Who may connect from outside of the mesh: blocks, and groups that exist. */
import { applicationLoadBalancer, byTags, fromParameter } from '../../../lib/mesh';
import { completeOpen, validateOpen } from '../../../lib/mesh/entry/open';
import { aGateway, aMesh } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';
import { textsOf } from '../problems-of';

it.each([
  ['10.0.0.0/8', true],
  ['0.0.0.0/0', true],
  ['203.0.113.7/32', true],
  ['203.0.113.7/24', false],
  ['010.0.0.0/8', false],
  ['256.0.0.0/8', false],
  ['2001:db8::/32', true],
])('%s is a block: %s', (text, expected) =>
  expect(validateOpen([text], 'open')).toHaveLength(expected ? 0 : 1),
);

it('is each opening once, in whichever order it is declared', () => {
  const [one, same] = [byTags({ a: '1', b: '2' }), byTags({ b: '2', a: '1' })];
  const open = ['10.0.0.0/8', { securityGroup: one }, '10.0.0.0/8', { securityGroup: same }];
  expect(completeOpen(open)).toHaveLength(2);
  expect(JSON.stringify(completeOpen([...open].reverse()))).toBe(JSON.stringify(completeOpen(open)));
  expect(completeOpen('network')).toBe('network');
});

it('names the block that was meant', () => {
  const loadBalancer = applicationLoadBalancer(80, { open: ['10.0.0.7/8'] });
  expect(textsOf({ gateways: { ingress: aGateway({ loadBalancer }) } })).toEqual([
    expect.stringContaining(`got "10.0.0.7/8"; use one such as '10.0.0.0/8'`),
  ]);
});

it('has a rule for each of several references whose names are alike', () => {
  const open = ['/a/b', '/a_b', '/a.b'].map((name) => ({ securityGroup: fromParameter(name) }));
  const loadBalancer = applicationLoadBalancer(80, { open });
  const { stack } = synthApplications([aMesh({ gateways: { ingress: aGateway({ loadBalancer }) } })]);
  const rules = Object.entries(resourcesOf(stack('dev-shop'), 'aws_vpc_security_group_ingress_rule'));
  const groups = rules
    .filter(([name]) => name.startsWith('ingress_lb_from_'))
    .map(([, { referenced_security_group_id: group }]) => group);
  expect(new Set(groups).size).toBe(3);
});
