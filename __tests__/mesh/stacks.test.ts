/** An application in several stacks: what stands in which, and in what order they are deployed. */
import { partsOf } from '../../lib/mesh/stack-parts';
import type { StacksDefinition } from '../../lib/mesh/stacks';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { codesOf, textsOf } from './problems-of';
import { cpuTime } from '../support/cpu-time';

const parts: MeshParts = {
  nodes: {
    web: aNode({ backends: ['stock'] }),
    stock: aNode(),
    'stock-next': aNode(),
    nightly: aNode({ listeners: [] }),
  },
  services: {
    web: { to: 'web' },
    stock: { routes: { default: { targets: { stock: 90, 'stock-next': 10 } } } },
  },
};
const partsWith = (stacks?: StacksDefinition, more: MeshParts = {}) =>
  partsOf(aMesh({ ...parts, ...more, ...(stacks && { stacks }) }).at({ stage: 'dev' })).map(
    ({ stack, nodes, services }) => ({
      stack,
      nodes: nodes.map(({ name }) => name),
      services: services.map(({ name }) => name),
    }),
  );

describe('what stands in a stack', () => {
  it('is everything, where the application is one stack', () => {
    expect(partsWith()).toEqual([
      { stack: undefined, nodes: ['nightly', 'stock', 'stock-next', 'web'], services: ['stock', 'web'] },
    ]);
  });

  it('is the nodes that are listed, and the services that they answer', () => {
    expect(partsWith({ platform: ['nightly'], stock: ['stock', 'stock-next'], web: ['web'] })).toEqual([
      { stack: 'platform', nodes: ['nightly'], services: [] },
      { stack: 'stock', nodes: ['stock', 'stock-next'], services: ['stock'] },
      { stack: 'web', nodes: ['web'], services: ['web'] },
    ]);
  });
});

describe('the order of deployment', () => {
  const ring = (...calls: readonly [string, readonly string[]][]): MeshParts => ({
    nodes: Object.fromEntries(calls.map(([name, backends]) => [name, aNode({ backends })])),
    services: Object.fromEntries(calls.map(([name]) => [name, { to: name }])),
    stacks: { platform: [], ...Object.fromEntries(calls.map(([name]) => [name, [name]])) },
  });
  const order = (...calls: readonly [string, readonly string[]][]) =>
    partsWith(undefined, ring(...calls)).map(({ stack }) => stack);

  it('is the platform, then who is called, then who calls', () => {
    expect(order(['a', ['b']], ['b', ['z']], ['z', []])).toEqual(['platform', 'z', 'b', 'a']);
  });

  it('is by name where no node calls', () => {
    expect(order(['b', []], ['a', []])).toEqual(['platform', 'a', 'b']);
  });

  it('ends with the first by name of a circle', () => {
    expect(order(['a', ['b']], ['b', ['a']])).toEqual(['platform', 'b', 'a']);
  });

  it('puts the platform first even where its own nodes call', () => {
    const calls = partsWith({ platform: ['web'], stock: ['stock', 'stock-next'], jobs: ['nightly'] });
    expect(calls.map(({ stack }) => stack)).toEqual(['platform', 'jobs', 'stock']);
  });

  it('is found in one walk: a thousand stacks that call each other crosswise', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    const calls = names.map((name, index): [string, readonly string[]] => [
      name,
      [1, 2, 3].flatMap((step) => names[index + step] ?? []),
    ]);
    const inOrder = () => expect(order(...calls).slice(0, 3)).toEqual(['platform', 'n999', 'n998']);
    expect(cpuTime(inOrder)).toBeLessThan(2_000);
  });
});

describe('the stacks', () => {
  const all = (stacks: object) => ({ ...parts, stacks: stacks as StacksDefinition });
  const sound = { platform: [], rest: ['web', 'stock', 'stock-next', 'nightly'] };

  it('hold every node once', () => {
    expect(codesOf(all(sound))).toEqual([]);
    expect(codesOf(all({ platform: ['nightly'], rest: ['web', 'stock', 'stock-next'] }))).toEqual([]);
  });

  it('report all mistakes at once', () => {
    expect(textsOf(all({ registry: ['web', 'wbe'], 'Stock-': ['web', 'stock'] }))).toEqual([
      'application "shop" > stacks: "platform" is missing: it holds what all other stacks share; add `platform: []` [stacks-platform-missing]',
      'application "shop" > stacks: node "nightly" stands in no stack; add it to the stack that it is deployed with [stack-node-missing]',
      'application "shop" > stacks: node "stock-next" stands in no stack; add it to the stack that it is deployed with [stack-node-missing]',
      'application "shop" > stacks: node "web" is listed more than once: "Stock-", "registry"; keep it in one of them [stack-node-twice]',
      expect.stringContaining('stack "Stock-": a name starts with a lower-case letter') as string,
      'stack "registry": "wbe" is not a node, known nodes: "nightly", "stock", "stock-next", "web"; add it or fix the name [stack-node-unknown]',
      'stack "registry": every application has a stack that ends in "registry"; give this one another name [stack-name-reserved]',
    ]);
  });

  it.each(['images', 'network', 'registry'])('do not end in %j, as one of every application does', (name) => {
    expect(codesOf(all({ platform: [], [name]: sound.rest }))).toEqual(['stack-name-reserved']);
  });

  it.each(['shop-network', 'shop-platform'])(
    'do not end in one of every application, whose name %j says in front once',
    (name) => {
      expect(codesOf(all({ platform: [], [name]: sound.rest }))).toEqual(['stack-name-reserved']);
    },
  );

  it('are lists of names', () => {
    expect(codesOf(all({ platform: 'web' }))).toEqual(['field-type']);
    expect(codesOf(all({ platform: [7] }))).toEqual(['field-type']);
  });
});
