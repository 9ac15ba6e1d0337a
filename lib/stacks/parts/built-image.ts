/** An image that Terraform builds with the machine's Docker and pushes under the tag that the application runs. */
import { Image } from '@cdktf/provider-docker/lib/image';
import { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { Construct } from 'constructs';
import type { Architecture } from '../../mesh/application';
import { mirroredImage, NODE_IMAGE } from '../../ecs/containers/images';

export interface BuiltImageProps {
  /** URL of the repository. It may hold another stack's output. */
  readonly repositoryUrl: string;
  /** Hash of the build context. */
  readonly tag: string;
  /** Folder of the build context, relative to the stack's own. */
  readonly context: string;
  /** Path relative to the context. */
  readonly dockerfile: string;
  readonly architecture: Architecture;
  /** Where the base image is, in place of public.ecr.aws. */
  readonly imageMirror: string | undefined;
}

/** Docker's words for architectures. */
const platforms: Readonly<Record<Architecture, string>> = { X86_64: 'linux/amd64', ARM64: 'linux/arm64' };

export class BuiltImage extends Construct {
  /** `<repository>@sha256:…` of what was pushed. */
  readonly reference: string;

  constructor(scope: Construct, id: string, props: BuiltImageProps) {
    super(scope, id);
    const { repositoryUrl, tag, context, dockerfile, imageMirror } = props;
    // The tag stands for everything that the image is built from. A machine without the image builds it again.
    const image = new Image(this, 'Image', {
      name: `${repositoryUrl}:${tag}`,
      buildAttribute: {
        context,
        dockerfile,
        platform: platforms[props.architecture],
        // A mirror has the same bytes, so the tag stays.
        ...(imageMirror !== undefined && {
          buildArgs: { NODE_IMAGE: mirroredImage(NODE_IMAGE, imageMirror) },
        }),
      },
      triggers: { sources: tag },
      // Other stages and the next build use its layers.
      keepLocally: true,
    });
    const pushed = new RegistryImage(this, 'Pushed', {
      name: image.name,
      triggers: { sources: tag },
      // Tasks may still run it, and a rollback goes back to it. The repository deletes old images.
      keepRemotely: true,
    });
    this.reference = `${repositoryUrl}@${pushed.sha256Digest}`;
  }
}
