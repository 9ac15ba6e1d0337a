/** Problems of the stacks that an application declares. */
import { listNames } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest } from './factory';

export const stackProblems = {
  stacksPlatformMissing: (at: At) =>
    error(
      'stacks-platform-missing',
      at,
      '"platform" is missing: it holds what all other stacks share',
      'add `platform: []`',
    ),
  stackNameReserved: (at: At, name: string) =>
    error(
      'stack-name-reserved',
      at,
      `every application has a stack that ends in ${quote(name)}`,
      'give this one another name',
    ),
  stackNodeUnknown: (at: At, name: string, known: Names) =>
    error(
      'stack-node-unknown',
      at,
      `${quote(name)} is not a node, known nodes: ${listNames(known)}`,
      suggest(name, known, 'add it or fix the name'),
    ),
  stackNodeMissing: (at: At, node: string) =>
    error(
      'stack-node-missing',
      at,
      `node ${quote(node)} stands in no stack`,
      'add it to the stack that it is deployed with',
    ),
  stackNodeTwice: (at: At, node: string, stacks: Names) =>
    error(
      'stack-node-twice',
      at,
      `node ${quote(node)} is listed more than once: ${listNames(stacks)}`,
      'keep it in one of them',
    ),
  serviceAcrossStacks: (at: At, stacks: Names) =>
    error(
      'service-across-stacks',
      at,
      `its nodes stand in several stacks: ${listNames(stacks)}`,
      'a service and its nodes are deployed and removed together: list them in one stack',
    ),
} as const;
