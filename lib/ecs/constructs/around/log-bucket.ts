/**
 * A bucket for the logs of one load balancer: private, encrypted, only over TLS, and only AWS's log delivery may write.
 */
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { Construct } from 'constructs';
import { type LogFiles, renderLogBucketPolicy, type LogBucketPlace } from '../../log-bucket-policy';

export interface LogBucketProps extends LogBucketPlace {
  readonly bucket: string;
  readonly files: readonly LogFiles[];
  /** Terraform must not delete it while it holds logs. */
  readonly protect: boolean;
}

export class LogBucket extends Construct {
  readonly bucket: string;
  /** The load balancer waits for these: AWS writes a test file as soon as logs are turned on. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { bucket: name, files, protect } = props;
    const { id: bucket, arn } = new S3Bucket(this, 'Bucket', { bucket: name, forceDestroy: !protect });
    // A load balancer accepts only the encryption of S3 itself
    // (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    new S3BucketOwnershipControls(this, 'Ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const closed = new S3BucketPublicAccessBlock(this, 'PublicAccess', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket,
      rule: files.map(({ prefix, retentionDays }) => ({
        id: prefix,
        status: 'Enabled',
        filter: [{ prefix: `${prefix}/` }],
        expiration: [{ days: retentionDays }],
      })),
    });
    this.bucket = bucket;
    this.policy = new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: JSON.stringify(renderLogBucketPolicy(arn, files, props)),
      dependsOn: [closed],
    });
  }
}
