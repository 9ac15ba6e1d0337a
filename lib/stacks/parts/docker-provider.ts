/** The Docker provider: the machine's own engine, and a registry that the machine is logged in to. */
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface DockerProps {
  /** URL of any repository of the registry. @default - nothing is pushed */
  readonly repositoryUrl?: string;
}

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
  }
}
