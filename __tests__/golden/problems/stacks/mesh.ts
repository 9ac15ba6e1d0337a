/** What is deployed together. */
import type { StacksDefinition } from '../../../../lib/mesh';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const stacks = (definition: object): Wrong => ({
  nodes: { web: aNode(), next: aNode() },
  services: { web: { to: 'web' } },
  stacks: definition as StacksDefinition,
});

export const wrong: Record<string, Wrong> = {
  'stacks-platform-missing': stacks({ web: ['web', 'next'] }),
  'stack-name-reserved': stacks({ platform: [], network: ['web', 'next'] }),
  'stack-node-unknown': stacks({ platform: [], web: ['web', 'next', 'nxet'] }),
  'stack-node-missing': stacks({ platform: [], web: ['web'] }),
  'stack-node-twice': stacks({ platform: ['next'], web: ['web', 'next'] }),
  'service-across-stacks': {
    nodes: { web: aNode(), next: aNode() },
    services: { web: { routes: { default: { targets: { web: 90, next: 10 } } } } },
    stacks: { platform: [], web: ['web'], next: ['next'] },
  },
};
