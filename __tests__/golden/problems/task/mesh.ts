/** What a task has beside its size and its containers. */
import { aGateway, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const runs = (parts: NonNullable<Parameters<typeof aNode>[0]>['runs']): Wrong => ({
  nodes: { web: aNode(parts === undefined ? {} : { runs: parts }) },
});
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag${index}`, 'x']));

const role = 'arn:aws:iam::123456789012:role';

export const wrong: Record<string, Wrong> = {
  'platform-version': runs({ platformVersion: '1.3.0' }),
  'rights-empty': runs({ rights: { statements: [{ actions: ['s3:GetObject'], resources: [] }] } }),
  'rights-action': runs({ rights: { statements: [{ actions: ['GetObject'], resources: ['arn:aws:s3:::shop/*'] }] } }),
  'rights-all': runs({ rights: { statements: [{ actions: ['s3:*'], resources: ['*'] }] } }),
  'role-path': runs({ rights: { path: 'teams/orders' } }),
  'role-policies': {
    outsidePolicies: { web: { task: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] } },
    nodes: { web: aNode({ runs: { rights: { taskRole: `${role}/web`, executionRole: `${role}/start` } } }) },
  },
  'folder-path': runs({ writable: ['tmp'] }),
  'folder-twice': runs({ writable: ['/tmp', { path: '/tmp', sizeMiB: 8 }] }),
  'writable-memory': runs({ writable: [{ path: '/tmp', sizeMiB: 1024 }] }),
  'tag-key': { tags: { 'cost&centre': '4711' } },
  'tag-value': { nodes: { web: aNode({ tags: { Team: 'orders;carts' } }) } },
  'tag-reserved': { gateways: { ingress: aGateway({ tags: { 'AWS:owner': 'me' } }) } },
  'tag-own': { tags: { stage: 'live' } },
  'tags-many': { tags: many(45), nodes: { web: aNode({ tags: { Team: 'orders' } }) } },
};
