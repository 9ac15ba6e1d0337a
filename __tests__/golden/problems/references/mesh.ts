/** References to what exists: what AWS calls no such thing, and what leads nowhere. */
import { byTags, fromParameter, fromState } from '../../../../lib/mesh';
import { type Ref, validateRef } from '../../../../lib/mesh/surroundings/reference';
import { aMesh } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const vpc = (ref: Ref): Wrong => ({
  sources: [aMesh()],
  problems: validateRef(ref, { kind: 'vpc', where: 'network > existing > vpc' }),
});

export const wrong: Record<string, Wrong> = {
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
  'reference-region': vpc(fromState('network.tfstate', 'vpc_id', { region: 'Ireland' })),
};
