/** An ECR repository for the images of one source folder. */
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Construct } from 'constructs';

export interface RepositoryProps {
  readonly name: string;
  /** Terraform must not delete it while it holds images. */
  readonly protect: boolean;
  /** ARN of the key of its images. @default - a key of AWS */
  readonly keyArn?: string;
}

/** Number of images that are kept. A rollback reaches that far back. */
const KEPT_IMAGES = 50;

export class Repository extends Construct {
  readonly url: string;
  readonly arn: string;

  /** A tag is the hash of the contents, so a tag never moves. */
  constructor(scope: Construct, id: string, { name, protect, keyArn }: RepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, 'Repository', {
      name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        keyArn === undefined ? { encryptionType: 'AES256' } : { encryptionType: 'KMS', kmsKey: keyArn },
      ],
      forceDelete: !protect,
      // Another key replaces a repository, which would lose its images.
      ...(protect && keyArn !== undefined && { lifecycle: { preventDestroy: true } }),
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
