/** Keys of KMS: who names them, and where they stand in the JSON. */
import { fromParameter } from '../../lib/mesh';
import { aMesh, aNode } from '../../lib/testing';
import { addresses, block, resourcesOf, synthApplications } from '../support/synth';

const key = 'arn:aws:kms:us-west-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef';
const shop = aMesh({
  keys: { logs: fromParameter('/keys/logs'), repositories: key },
  nodes: { web: aNode(), next: aNode() },
  stacks: { platform: [], shop: ['web', 'next'] },
  network: { flowLogs: {} },
});
const made = synthApplications([shop], { MESH_STATE_KEY: key });
const found = '${data.aws_ssm_parameter.parameter_keys_logs.insecure_value}';

describe('a key of the application', () => {
  it('encrypts every log group, and each stack with one finds it', () => {
    for (const name of ['dev-shop-network', 'dev-shop-shop']) {
      const groups = Object.values(resourcesOf(made.stack(name), 'aws_cloudwatch_log_group'));
      expect(groups.length).toBeGreaterThan(0);
      expect(groups.map(({ kms_key_id }) => kms_key_id).filter((id) => id !== found)).toEqual([]);
      expect(addresses(made.stack(name))).toContain('data.aws_ssm_parameter.parameter_keys_logs');
    }
  });

  it('encrypts repositories, which then no plan replaces while the system is protected', () => {
    expect(block(made.stack('dev-shop-registry'), 'aws_ecr_repository.web')).toMatchObject({
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: key }],
      lifecycle: { prevent_destroy: true },
    });
    const open = synthApplications([shop], { MESH_PROTECT: 'off' }).stack('dev-shop-registry');
    expect(block(open, 'aws_ecr_repository.web')).not.toHaveProperty('lifecycle');
  });
});

describe('the key of the states', () => {
  it('encrypts the bucket, at one request of KMS for many objects', () => {
    expect(
      block(made.stack('state'), 'aws_s3_bucket_server_side_encryption_configuration.encryption'),
    ).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: key },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it('encrypts what each stack writes: by default Terraform asks for a key of S3', () => {
    for (const { terraform } of made.stacks.filter(({ name }) => name !== 'state'))
      expect(terraform.terraform).toMatchObject({ backend: { s3: { encrypt: true, kms_key_id: key } } });
  });
});
