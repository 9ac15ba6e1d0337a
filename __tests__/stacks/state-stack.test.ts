import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { addresses, block, synthColorTeller } from '../support/synth';

const state = synthColorTeller({ MESH_STATE_BUCKET: 'acme-state' }).stack('state');

describe('stack state', () => {
  it('declares one bucket and what makes it fit for states, under these addresses', () => {
    expect(addresses(state)).toEqual([
      'aws_s3_bucket.bucket',
      'aws_s3_bucket_ownership_controls.ownership',
      'aws_s3_bucket_policy.policy',
      'aws_s3_bucket_public_access_block.public_access',
      'aws_s3_bucket_server_side_encryption_configuration.encryption',
      'aws_s3_bucket_versioning.versioning',
    ]);
  });

  it('names the bucket as MESH_STATE_BUCKET says', () => {
    expect(state.json).toHaveResourceWithProperties(S3Bucket, { bucket: 'acme-state' });
  });

  it('keeps every version of a state, so that a broken one can be taken back', () => {
    expect(state.json).toHaveResourceWithProperties(S3BucketVersioningA, {
      versioning_configuration: { status: 'Enabled' },
    });
  });

  it('encrypts states at rest', () => {
    expect(state.json).toHaveResourceWithProperties(S3BucketServerSideEncryptionConfigurationA, {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });

  it('never lets a state become public, and has one owner for all objects', () => {
    expect(state.json).toHaveResourceWithProperties(S3BucketPublicAccessBlock, {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(state.json).toHaveResourceWithProperties(S3BucketOwnershipControls, {
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
  });

  it('answers over TLS only, and sets the policy after public ones are blocked, since both change the bucket', () => {
    const policy = block(state, 'aws_s3_bucket_policy.policy');
    expect(JSON.parse(String(policy['policy']))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OnlyOverTls',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['${aws_s3_bucket.bucket.arn}', '${aws_s3_bucket.bucket.arn}/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    expect(state.json).toHaveResourceWithProperties(S3BucketPolicy, {
      depends_on: ['aws_s3_bucket_public_access_block.public_access'],
    });
  });

  it('is kept from deletion, unless MESH_PROTECT is off', () => {
    expect(state.json).toHaveResourceWithProperties(S3Bucket, { lifecycle: { prevent_destroy: true } });
    const open = synthColorTeller({ MESH_PROTECT: 'off' }).stack('state');
    expect(block(open, 'aws_s3_bucket.bucket')).not.toHaveProperty('lifecycle');
  });

  it('keeps its own state in a file of the project, since the bucket does not exist before it', () => {
    expect(state.terraform.terraform['backend']).toEqual({
      local: { path: '../../../terraform.state.tfstate' },
    });
  });

  it('is the same in every stage: all of them keep their states in one bucket', () => {
    const prod = synthColorTeller({ MESH_STATE_BUCKET: 'acme-state', MESH_STAGE: 'prod' }).stack('state');
    expect(prod.json).toBe(state.json);
    expect(state.terraform.provider.aws).toEqual([
      {
        region: 'us-west-2',
        default_tags: [{ tags: { ManagedBy: 'terraform', Stack: 'state' } }],
      },
    ]);
  });

  it('has the bucket as its contract', () => {
    expect(state.terraform.output).toEqual({
      bucket: {
        description: 'Name of the bucket that holds the states',
        value: '${aws_s3_bucket.bucket.bucket}',
      },
      bucket_arn: {
        description: 'ARN of the bucket that holds the states',
        value: '${aws_s3_bucket.bucket.arn}',
      },
    });
  });
});
