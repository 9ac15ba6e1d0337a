import { importedState } from '../../../lib/commands/terraform-state/plan-bucket';
import { readState } from '../../../lib/commands/terraform-state/state-file';

test('the state to compare with knows nothing but ids: whatever else it says, terraform reads from AWS', () => {
  const declared = [
    { type: 'aws_s3_bucket', name: 'bucket', values: { bucket: 'other' } },
    { type: 'aws_s3_bucket_versioning', name: 'versioning', values: {} },
  ];
  const held = readState(importedState(declared, 'acme-states'), 'seen');
  const ids = { id: 'acme-states', bucket: 'acme-states' };
  expect(held.map(({ address, instances }) => [address, instances])).toEqual([
    ['aws_s3_bucket.bucket', [ids]],
    ['aws_s3_bucket_versioning.versioning', [ids]],
  ]);
});
