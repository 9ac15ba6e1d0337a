/** The bucket that keeps the state of every other stack. It is versioned, encrypted, private, and takes TLS only. */
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { onlyOverTls } from '../../ecs/log-bucket-policy';

export interface StateBucketProps {
  readonly bucket: string;
  readonly protect: boolean;
  /** ARN of the key of its objects. @default - a key of AWS */
  readonly keyArn?: string;
}

export class StateBucket extends Construct {
  readonly arn: string;
  readonly bucket: string;

  constructor(scope: Construct, id: string, { bucket: name, protect, keyArn }: StateBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'Bucket', {
      bucket: name,
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
    new S3BucketVersioningA(this, 'Versioning', {
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket: bucket.id,
      rule: [encryptionRule(keyArn)],
    });
    new S3BucketOwnershipControls(this, 'Ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const closed = new S3BucketPublicAccessBlock(this, 'PublicAccess', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, 'Policy', {
      bucket: bucket.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [onlyOverTls(bucket.arn)] }),
      dependsOn: [closed],
    });
    this.arn = bucket.arn;
    this.bucket = bucket.bucket;
  }
}

/** With a bucket key S3 asks KMS once for many objects, which costs less. */
function encryptionRule(keyArn: string | undefined) {
  if (keyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
  const byDefault = { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn };
  return { applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true };
}
