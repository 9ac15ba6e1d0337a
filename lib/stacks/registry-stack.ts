/** Stack `<stage>-<application>-registry`: one ECR repository per source folder. */
import { Construct } from 'constructs';
import type { Settings } from '../project/settings';
import { MeshStack } from './parts/mesh-stack';
import { Repository } from './parts/repository';
import type { MeshApplication } from '../mesh/application';
import { repositoryName } from '../mesh/account-names';
import { snake } from '../ecs/constructs/shared-outputs';
import { sourcesOf } from '../project';
import { stackProps } from './stack-props';

export class RegistryStack extends MeshStack {
  constructor(scope: Construct, name: string, settings: Settings, application: MeshApplication) {
    super(scope, name, stackProps(settings, application, name));
    const { repositories: key } = application.keys;
    const keyArn = key && this.references.find(key, 'key');
    const repositories = new Construct(this, 'Repositories');
    for (const source of sourcesOf(application)) {
      const repository = new Repository(repositories, source, {
        name: repositoryName(application, source),
        protect: settings.protect,
        ...(keyArn !== undefined && { keyArn }),
      });
      this.addOutput(urlOutput(source), {
        value: repository.url,
        description: `Where images of ${source} are pushed`,
      });
      this.addOutput(arnOutput(source), {
        value: repository.arn,
        description: `ARN of the repository of ${source}`,
      });
    }
  }

  /** For stacks that run the images. */
  readBy(consumer: MeshStack, source: string): { url: string; arn: string } {
    return {
      url: consumer.stringOf(this, urlOutput(source)),
      arn: consumer.stringOf(this, arnOutput(source)),
    };
  }
}

const urlOutput = (source: string) => `${snake(source)}_repository_url`;
const arnOutput = (source: string) => `${snake(source)}_repository_arn`;
