/** Stack `<stage>-<application>`: the mesh and everything that runs in it. */
import { Construct } from 'constructs';
import type { Settings } from '../config';
import { Cluster } from '../constructs/cluster';
import { ContainerImage } from '../constructs/container-image';
import { MeshStack } from '../constructs/mesh-stack';
import { placeApplication } from '../constructs/target';
import type { Placed } from '../constructs/target-props';
import type { MeshApplication } from '../mesh/application';
import { ecrRepositoryArn } from '../render/ecs/repository-arn';
import { type ImageChoices, sourcesOf } from '../project';
import { sourcePath } from '../sources';
import type { NetworkStack } from './network-stack';
import type { RegistryStack } from './registry-stack';
import { stackProps } from './stack-props';

export interface ApplicationStackProps {
  readonly settings: Settings;
  readonly application: MeshApplication;
  readonly images: ImageChoices;
  readonly network: NetworkStack;
  readonly registry: RegistryStack;
}

interface RunningImage {
  readonly reference: string;
  readonly repositoryArn?: string;
}

export class ApplicationStack extends MeshStack {
  constructor(
    scope: Construct,
    name: string,
    private readonly own: ApplicationStackProps,
  ) {
    const { settings, application } = own;
    super(scope, name, stackProps(settings, application, name));
    const { protect, region } = settings;
    const network = own.network.readBy(this);
    const cluster = new Cluster(this, 'Cluster', { application, vpcId: network.vpcId, protect });
    const images = this.addImages();
    const mesh = placeApplication(this, settings.target, {
      place: {
        application,
        region,
        accountId: cluster.accountId,
        clusterArn: cluster.clusterArn,
        clusterName: cluster.clusterName,
        subnetIds: network.privateSubnetIds,
      },
      vpcId: network.vpcId,
      publicSubnetIds: network.publicSubnetIds,
      namespaceId: cluster.namespaceId,
      namespaceName: cluster.namespaceName,
      imageOf: (source) => images.get(source) ?? { reference: '' },
      imageMirror: settings.imageMirror,
      protect,
    });
    this.addOutputs(mesh, cluster);
  }

  private addImages(): Map<string, RunningImage> {
    const { application, images, registry } = this.own;
    const scope = new Construct(this, 'Images');
    const pairs = sourcesOf(application).map((source): [string, RunningImage] => {
      const choice = images.get(sourcePath(application.name, source));
      if (choice === undefined) throw new Error(`bug: no image for source ${source}; please report`);
      const place = new Construct(scope, source);
      if (choice.kind === 'reference') {
        const { reference } = new ContainerImage(place, 'Image', { source, reference: choice.reference });
        const repositoryArn = ecrRepositoryArn(choice.reference);
        return [source, { reference, ...(repositoryArn !== undefined && { repositoryArn }) }];
      }
      const { url, arn } = registry.readBy(this, source);
      const { reference } = new ContainerImage(place, 'Image', { source, reference: `${url}:${choice.tag}` });
      return [source, { reference, repositoryArn: arn }];
    });
    return new Map(pairs);
  }

  private addOutputs({ urls, outputs, hostOf }: Placed, cluster: Cluster): void {
    const { application } = this.own;
    for (const [gateway, value] of urls) {
      const output = { value, description: `Where gateway ${gateway} answers the internet` };
      this.addOutput(`${snake(gateway)}_url`, output);
      if (urls.size === 1) this.addOutput('url', output);
    }
    this.addOutput('cluster_name', {
      value: cluster.clusterName,
      description: 'Name of the ECS cluster that all tasks run in',
    });
    for (const [name, output] of Object.entries(outputs)) this.addOutput(name, output);
    for (const { name } of application.services) {
      this.addOutput(`${snake(name)}_virtual_service_name`, {
        value: hostOf(name),
        description: `Host name that callers of ${name} use`,
      });
    }
  }
}

const snake = (name: string) => name.replaceAll('-', '_');
