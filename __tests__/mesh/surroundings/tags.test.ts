/** Tags of the user's own: what AWS takes at both edges, and where they go. */
import { stackProps } from '../../../lib/stacks/stack-props';
import { validateApplication } from '../../../lib/mesh/validate';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';

const codes = (parts: MeshParts) =>
  validateApplication(aMesh(parts).at({ stage: 'dev' })).map(({ code }) => code);
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag${index}`, '']));

it.each<[string, string, string[]]>([
  ['x'.repeat(128), 'x'.repeat(256), []],
  ['x'.repeat(129), '', ['tag-key']],
  ['', '', ['tag-key']],
  ['Team', 'x'.repeat(257), ['tag-value']],
  ['Größe _.:/=+-@1', 'für alle', []],
  ['Team', '${x}', ['tag-value']],
  ['aws:x', '', ['tag-reserved']],
  ['awsx', '', []],
  ['STACK', '', ['tag-own']],
  ['StackName', '', []],
])('takes or refuses the tag %p: %p', (key, value, expected) => {
  expect(codes({ tags: { [key]: value } })).toEqual(expected);
});

it('takes 45 tags on a resource, those of the application included, each key once', () => {
  expect(codes({ tags: many(45) })).toEqual([]);
  expect(codes({ tags: many(46) })).toEqual(['tags-many']);
  expect(codes({ tags: many(45), nodes: { web: aNode({ tags: { Tag0: 'mine' } }) } })).toEqual([]);
});

it('puts those of the application beside ours in every stack, in one order', () => {
  const source = aMesh({ tags: { b: '1', a: '2' } });
  const settings = { region: 'us-west-2', stateBucket: 'states' } as Parameters<typeof stackProps>[0];
  const { tags } = stackProps(settings, source.at({ stage: 'dev' }), 'dev-shop');
  expect(Object.entries(tags)).toEqual([
    ['a', '2'],
    ['b', '1'],
    ['Application', 'shop'],
    ['ManagedBy', 'terraform'],
    ['Stack', 'dev-shop'],
    ['Stage', 'dev'],
  ]);
});
