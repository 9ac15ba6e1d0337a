/** Checks whether this bucket may hold our states, before anything is deployed or destroyed. */
import type { Problem } from '../../mesh/checks/problem';
import {
  stateBucketChanged,
  stateBucketExample,
  stateBucketForeign,
  stateBucketGone,
  stateBucketRegion,
} from './problems';
import type { StateResource } from './state-file';
import type { BucketStanding } from './state-store';
import { isExample, LOCAL_STATE, type DeployContext } from '../run/deploy-context';

/** What is known of the bucket before AWS is called. */
export function validateBucketSetting(context: DeployContext): Problem[] {
  return [...validateExample(context), ...validateHeldBucket(context)];
}

/** The bucket is not even looked up: a bucket of that name belongs to others. */
function validateExample({ settings }: DeployContext): Problem[] {
  return isExample(settings) ? [stateBucketExample(settings.stateBucket)] : [];
}

/** Terraform would replace the bucket that it knows by the other one, and delete everything in it. */
export function validateHeldBucket({ settings, localState }: DeployContext): Problem[] {
  const held = heldBucket(localState());
  return held === undefined || held === settings.stateBucket
    ? []
    : [stateBucketChanged(settings.stateBucket, LOCAL_STATE, held)];
}

export function validateStanding(
  { settings, localState }: DeployContext,
  standing: BucketStanding,
): Problem[] {
  const { stateBucket, region } = settings;
  switch (standing.kind) {
    case 'foreign':
      return [stateBucketForeign(stateBucket, standing.account)];
    case 'elsewhere':
      return [stateBucketRegion(stateBucket, standing.region, region)];
    case 'none':
      // Terraform would create an empty bucket, and then create everything again that it no longer knows.
      return heldBucket(localState()) === stateBucket ? [stateBucketGone(stateBucket, LOCAL_STATE)] : [];
    case 'own':
      return [];
  }
}

/** Name of the bucket in the state of stack `state`. */
export function heldBucket(local: readonly StateResource[]): string | undefined {
  const name = local.find(({ type }) => type === 'aws_s3_bucket')?.instances[0]?.['bucket'];
  return typeof name === 'string' ? name : undefined;
}
