/** The Docker provider: the machine's own engine, and a registry that the machine is logged in to. */
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

export interface DockerProps {
  /** URL of any repository of the registry. @default - nothing is pushed */
  readonly repositoryUrl?: string;
}

/** The typings are of 3.6.2; 4.x was never tried. */
const DOCKER_PROVIDER_VERSION = '>= 3.6.2, < 4.0.0';

/**
 * Without a user or password here the provider reads the Docker configuration (`DOCKER_CONFIG`, else
 * `~/.docker/config.json`) with its credential helpers, as `docker push` does: no secret enters JSON, plan or state.
 */
export class Docker extends Construct {
  constructor(scope: Construct, id: string, { repositoryUrl }: DockerProps) {
    super(scope, id);
    new DockerProvider(this, 'docker', {
      ...(repositoryUrl !== undefined && {
        registryAuth: [{ address: Fn.element(Fn.split('/', repositoryUrl), 0) as string }],
      }),
    });
    TerraformStack.of(this).addOverride('terraform.required_providers.docker', {
      source: 'kreuzwerker/docker',
      version: DOCKER_PROVIDER_VERSION,
    });
  }
}
