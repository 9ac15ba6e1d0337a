/** Where the state of a stack lies: one object of the state bucket, which other stacks may read. */
import { DataTerraformRemoteStateS3, S3Backend, type TerraformStack } from 'cdktf';

export interface StateProps {
  readonly bucket: string;
  readonly region: string;
  /** ARN of the key that encrypts what is written. @default - a key of AWS */
  readonly keyArn?: string;
}

/** One object for each stack, so that stages and stacks never share a state. */
export function stateKey(stackName: string): string {
  return `${stackName}.tfstate`;
}

export function addS3Backend(
  scope: TerraformStack,
  stackName: string,
  { bucket, region, keyArn }: StateProps,
): void {
  const backend = new S3Backend(scope, {
    bucket,
    region,
    key: stateKey(stackName),
    encrypt: true,
    ...(keyArn !== undefined && { kmsKeyId: keyArn }),
  });
  // cdktf's type does not know the lock file yet.
  backend.addOverride('use_lockfile', true);
}

/** The outputs of another stack, read from its state. */
export function addRemoteState(
  scope: TerraformStack,
  id: string,
  { stackName, state }: { readonly stackName: string; readonly state: StateProps },
): DataTerraformRemoteStateS3 {
  const { bucket, region } = state;
  return new DataTerraformRemoteStateS3(scope, id, { bucket, region, key: stateKey(stackName) });
}
