import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { addresses, block, synthColorTeller } from '../support/synth';

const registry = synthColorTeller().stack('dev-color-teller-registry');

describe('stack dev-color-teller-registry', () => {
  it('has one repository per source folder, also where two nodes run one, under these addresses', () => {
    expect(addresses(registry)).toEqual([
      'aws_ecr_lifecycle_policy.backend',
      'aws_ecr_lifecycle_policy.client',
      'aws_ecr_repository.backend',
      'aws_ecr_repository.client',
    ]);
  });

  it('names a repository by stage, application and source', () => {
    expect(registry.json).toHaveResourceWithProperties(EcrRepository, { name: 'dev/color-teller/backend' });
    const prod = synthColorTeller({ MESH_STAGE: 'prod' }).stack('prod-color-teller-registry');
    expect(prod.json).toHaveResourceWithProperties(EcrRepository, { name: 'prod/color-teller/backend' });
  });

  it('never lets a tag move, and scans what is pushed', () => {
    expect(block(registry, 'aws_ecr_repository.client')).toMatchObject({
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'AES256' }],
    });
  });

  it('keeps the last 50 images: a rollback reaches that far back', () => {
    const { policy, repository } = block(registry, 'aws_ecr_lifecycle_policy.client');
    expect(repository).toBe('${aws_ecr_repository.client.name}');
    expect(JSON.parse(String(policy))).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: 'Keep the last 50 images',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 },
          action: { type: 'expire' },
        },
      ],
    });
  });

  it('does not delete a repository that holds images, unless MESH_PROTECT is off', () => {
    expect(block(registry, 'aws_ecr_repository.client')).toMatchObject({ force_delete: false });
    const open = synthColorTeller({ MESH_PROTECT: 'off' }).stack('dev-color-teller-registry');
    expect(block(open, 'aws_ecr_repository.client')).toMatchObject({ force_delete: true });
  });

  it('has each repository’s URL and ARN as its contract', () => {
    expect(registry.terraform.output).toEqual({
      backend_repository_arn: {
        description: 'ARN of the repository of backend',
        value: '${aws_ecr_repository.backend.arn}',
      },
      backend_repository_url: {
        description: 'Where images of backend are pushed',
        value: '${aws_ecr_repository.backend.repository_url}',
      },
      client_repository_arn: {
        description: 'ARN of the repository of client',
        value: '${aws_ecr_repository.client.arn}',
      },
      client_repository_url: {
        description: 'Where images of client are pushed',
        value: '${aws_ecr_repository.client.repository_url}',
      },
    });
  });
});
