/** The five steps of the first document, generated; what differs between the targets stands in one of them, each once. */
import { join } from 'node:path';
import { expectGolden } from '../support/golden-files';
import { root } from './documents';
import { changes, renderFiveSteps, steps } from './five-steps';

it('docs/five-steps.md is what synth writes', () => {
  expectGolden(join(root, 'docs', 'five-steps.md'), renderFiveSteps());
});

describe('a resource that the mesh adds, changes or takes away', () => {
  it.each(changes().map(({ sign, address }) => [address, sign]))('%s (%s) stands in one step', (address) => {
    expect(steps.filter(({ about }) => about.test(address))).toHaveLength(1);
  });

  it('is one of 55: so many stand in the lists', () => {
    const count = (sign: string) => changes().filter((change) => change.sign === sign).length;
    expect({ '+': count('+'), '~': count('~'), '-': count('-') }).toEqual({ '+': 42, '~': 10, '-': 3 });
  });
});
