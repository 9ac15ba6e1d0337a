/** What exists already: what AWS calls no such thing, what leads nowhere, and networks that lack something. */
import { application, type ApplicationDefinition, byTags, fromParameter, fromState, http } from '../../../../lib/mesh';
import type { ExistingNetworkParts } from '../../../../lib/mesh/surroundings/existing-network';
import { type Ref, validateRef } from '../../../../lib/mesh/surroundings/reference';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const privateSubnets = ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'];
const existing = (parts: Partial<ExistingNetworkParts>, more: MeshParts = {}): Wrong => ({
  ...more,
  network: { existing: { vpc: 'vpc-0a1b2c3d', private: privateSubnets, ...parts } },
});
const bank = (parts: Partial<ApplicationDefinition>) =>
  application('bank', () => ({
    mesh: 'bank',
    namespace: 'bank.local',
    nodes: { web: aNode() },
    services: { web: { to: 'web' } },
    ...parts,
  }));
const vpc = (ref: Ref) => existing({ vpc: ref });

export const wrong: Record<string, Wrong> = {
  'network-public-tasks': {
    network: { existing: { vpc: 'vpc-0a1b2c3d', private: privateSubnets }, publicIp: true },
  },
  'reference-id': vpc('subnet-0a1b2c3d4e5f67890'),
  'reference-by-tags': {
    sources: [aMesh()],
    problems: validateRef(byTags({ Name: 'db' }), { kind: 'host', where: 'node "db" > host' }),
  },
  'reference-tags-empty': vpc(byTags({})),
  'reference-tag': vpc(byTags({ Name: '${main}' })),
  'reference-parameter': vpc(fromParameter('the VPC')),
  'reference-state-key': vpc(fromState('/network.tfstate', 'vpc_id')),
  'reference-output': vpc(fromState('network.tfstate', 'vpc.id')),
  'reference-bucket': vpc(fromState('network.tfstate', 'vpc_id', { bucket: 'S3' })),
  'network-block': existing({ cidr: '10.0.7.0/16' }),
  'network-subnets-empty': existing({ private: [] }),
  'network-subnet-twice': existing({ private: ['subnet-0a1b2c3d', 'subnet-0a1b2c3d'] }),
  'network-public-missing': existing({}, { gateways: { ingress: aGateway() } }),
  'network-zones-few': existing({ public: ['subnet-0c1b2c3d'] }, { gateways: { ingress: aGateway() } }),
  'cluster-name': { cluster: { name: 'the cluster' } },
  'cluster-both': { cluster: { name: 'mine', existing: 'theirs' } },
  'cluster-insights': { cluster: { existing: 'theirs' }, containerInsights: 'enabled' },
  'namespace-network': { namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' } },
  'network-owner-unknown': { sources: [aMesh(), bank({ network: { of: 'shpo' } })] },
  'network-owner-none': { sources: [bank({ network: { of: 'bank' } })] },
  'namespace-twice': { sources: [aMesh(), bank({ network: { of: 'shop' }, namespace: 'shop.local' })] },
  'namespace-names': {
    sources: ['bank', 'shop'].map((name) =>
      application(name, () => ({
        mesh: name,
        namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' },
        network: { existing: { vpc: 'vpc-0a1b2c3d', private: privateSubnets } },
        nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
        services: { web: { to: 'web' } },
      })),
    ),
  },
  'reference-region': vpc(fromState('network.tfstate', 'vpc_id', { region: 'Ireland' })),
};
