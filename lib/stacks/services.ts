/** Nodes and their services, in the stack of the whole application or in one of their own. */
import { Construct } from 'constructs';
import type { Settings } from '../project/settings';
import { ContainerImage } from '../ecs/constructs/container-image';
import type { MeshStack } from './parts/mesh-stack';
import { placeServices } from '../targets/constructs/place-application';
import type { RunningImage, ServicesProps } from '../ecs/constructs/placement';
import type { MeshApplication } from '../mesh/application';
import type { ApplicationPart } from '../mesh/stack-parts';
import { type ImageChoices, sourcesOf } from '../project';
import { ecrRepositoryArn } from '../ecs/arn';
import { sourcePath } from '../project/sources';
import type { NetworkSource } from './network-source';
import type { RegistryStack } from './registry-stack';
import { switchingOutput } from './switching-output';

export interface ServicesStackProps {
  readonly settings: Settings;
  readonly application: MeshApplication;
  /** What of the application is in this stack. */
  readonly content: ApplicationPart;
  readonly images: ImageChoices;
  readonly network: NetworkSource;
  /** Absent where nothing runs, which needs no image. */
  readonly registry?: RegistryStack;
}

type Where = Pick<ServicesProps, 'place' | 'platform' | 'namespaceId' | 'namespaceName' | 'vpcId'>;

export function addServices(stack: MeshStack, own: ServicesStackProps, where: Where): void {
  const { settings, content } = own;
  const images = addImages(stack, own);
  stack.addOutputs(switchingOutput(settings));
  const { outputs, nodeOutputs } = placeServices(
    stack,
    { target: settings.target, before: settings.targetBefore },
    {
      ...where,
      nodes: content.nodes,
      externals: content.externals,
      services: content.services,
      imageOf: (origin) =>
        'image' in origin
          ? { reference: origin.image, isForeign: true }
          : (images.get(origin.source) ?? { reference: '', isForeign: false }),
      imageMirror: settings.imageMirror,
    },
  );
  for (const [of, told] of [...outputs, ...nodeOutputs]) stack.addOutputs(told, of);
  const [only, ...others] = outputs;
  // The workshop's names: crystal_virtual_service_arn of stack dev-ecsworkshop-crystal.
  if (only !== undefined && others.length === 0 && content.stack !== undefined && content.stack !== only[0])
    stack.addOutputs(only[1], content.stack);
}

function addImages(stack: MeshStack, own: ServicesStackProps): Map<string, RunningImage> {
  const scope = new Construct(stack, 'Images');
  return new Map(
    sourcesOf(own.content).map((source) => [
      source,
      addImage(new Construct(scope, source), source, stack, own),
    ]),
  );
}

function addImage(
  scope: Construct,
  source: string,
  stack: MeshStack,
  { application, images, registry }: ServicesStackProps,
): RunningImage {
  const choice = images.get(sourcePath(application.name, source));
  if (choice === undefined) throw new Error(`bug: no image for source ${source}; please report`);
  if (choice.kind === 'reference') {
    const { reference } = new ContainerImage(scope, 'Image', { source, reference: choice.reference });
    const repositoryArn = ecrRepositoryArn(choice.reference);
    const { isForeign } = choice;
    return { reference, isForeign, ...(repositoryArn !== undefined && { repositoryArn }) };
  }
  if (registry === undefined) throw new Error(`bug: no registry for source ${source}; please report`);
  const { url, arn } = registry.readBy(stack, source);
  const { reference } = new ContainerImage(scope, 'Image', { source, reference: `${url}:${choice.tag}` });
  return { reference, repositoryArn: arn, isForeign: false };
}
