/** What a task has beside its size and its containers. */
import { aGateway, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const runs = (parts: NonNullable<Parameters<typeof aNode>[0]>['runs']): Wrong => ({
  nodes: { web: aNode(parts === undefined ? {} : { runs: parts }) },
});
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag${index}`, 'x']));

export const wrong: Record<string, Wrong> = {
  'platform-version': runs({ platformVersion: '1.3.0' }),
  'tag-key': { tags: { 'cost&centre': '4711' } },
  'tag-value': { nodes: { web: aNode({ tags: { Team: 'orders;carts' } }) } },
  'tag-reserved': { gateways: { ingress: aGateway({ tags: { 'AWS:owner': 'me' } }) } },
  'tag-own': { tags: { stage: 'live' } },
  'tags-many': { tags: many(45), nodes: { web: aNode({ tags: { Team: 'orders' } }) } },
};
