/** An ECR repository for the images of one source folder. */
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Construct } from 'constructs';

export interface RepositoryProps {
  readonly name: string;
  /** Terraform must not delete it while it holds images. */
  readonly protect: boolean;
}

/** Number of images that are kept. A rollback reaches that far back. */
const KEPT_IMAGES = 50;

export class Repository extends Construct {
  readonly url: string;
  readonly arn: string;

  /** A tag is the hash of the contents, so a tag never moves. */
  constructor(scope: Construct, id: string, { name, protect }: RepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, 'Repository', {
      name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'AES256' }],
      forceDelete: !protect,
    });
    new EcrLifecyclePolicy(this, 'Lifecycle', {
      repository: repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: `Keep the last ${KEPT_IMAGES} images`,
            selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: KEPT_IMAGES },
            action: { type: 'expire' },
          },
        ],
      }),
    });
    this.url = repository.repositoryUrl;
    this.arn = repository.arn;
  }
}
