/** An image that Terraform builds with the machine's Docker and pushes under the tag that the application runs. */
import { Image } from '@cdktf/provider-docker/lib/image';
import { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { Construct } from 'constructs';
import type { Architecture } from '../../mesh/application';
import { mirroredImage, NODE_IMAGE } from '../../ecs/containers/images';

export interface BuiltImageProps {
  /** URL of the repository; may hold another stack's output. */
  readonly repositoryUrl: string;
  /** Hash of the build context. */
  readonly tag: string;
  /** Folder of the build context, relative to the stack's own. */
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile: string;
  readonly architecture: Architecture;
  /** Where the base image is, in place of public.ecr.aws. */
  readonly imageMirror: string | undefined;
}

/** In Docker's words. */
const platforms: Readonly<Record<Architecture, string>> = { X86_64: 'linux/amd64', ARM64: 'linux/arm64' };

export class BuiltImage extends Construct {
  /** `<repository>@sha256:…` of what was pushed. */
  readonly reference: string;

  constructor(scope: Construct, id: string, props: BuiltImageProps) {
    super(scope, id);
    const { repositoryUrl, tag, context, dockerfile, imageMirror } = props;
    // Everything that replaces it is the tag, or stands in it; a machine that has not got it builds it once more.
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
      // Other stages, and the next build, use its layers.
      keepLocally: true,
    });
    const pushed = new RegistryImage(this, 'Pushed', {
      name: image.name,
      triggers: { sources: tag },
      // Tasks may still run it, and a rollback goes back to it; the repository expires what is old.
      keepRemotely: true,
    });
    this.reference = `${repositoryUrl}@${pushed.sha256Digest}`;
  }
}
