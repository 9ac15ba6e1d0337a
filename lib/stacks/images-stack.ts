/**
 * Stack `<stage>-<application>-images`: builds the images of the sources and pushes them. No other stack has the Docker
 * provider.
 */
import { Construct } from 'constructs';
import type { Settings } from '../project/settings';
import { BuiltImage } from './parts/built-image';
import { Docker } from './parts/docker-provider';
import { MeshStack } from './parts/mesh-stack';
import type { MeshApplication } from '../mesh/application';
import { snake } from '../ecs/constructs/shared-outputs';
import { sourcesOf } from '../project';
import { type BuildContext, contextTag, sourcePath, stageAssets } from '../project/sources';
import type { RegistryStack } from './registry-stack';
import { stackProps } from './stack-props';

export interface ImagesStackProps {
  readonly settings: Settings;
  readonly application: MeshApplication;
  /** What images are built from, by path of the source. An image that is not built has none. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  readonly registry: RegistryStack;
}

export class ImagesStack extends MeshStack {
  constructor(
    scope: Construct,
    name: string,
    private readonly own: ImagesStackProps,
  ) {
    super(scope, name, { ...stackProps(own.settings, own.application, name), aws: false });
    const built = this.builtSources();
    const [first] = built;
    this.requireProvider('docker');
    new Docker(
      this,
      'Docker',
      // One registry holds all repositories of an account.
      first === undefined ? {} : { repositoryUrl: own.registry.readBy(this, first.source).url },
    );
    const scopes = new Construct(this, 'Images');
    built.forEach((each) => this.addImage(new Construct(scopes, each.source), each));
    this.stageWhenSynthesised(new Map(built.map(({ path, context }) => [path, context])));
  }

  private builtSources(): BuiltSource[] {
    const { application, contexts } = this.own;
    return sourcesOf(application).flatMap((source) => {
      const context = contexts.get(sourcePath(application.name, source));
      if (context === undefined) return [];
      const tag = contextTag(context);
      return [{ source, context, tag, path: `assets/${source}/${tag}` }];
    });
  }

  private addImage(scope: Construct, { source, context, tag, path }: BuiltSource): void {
    const { application, registry, settings } = this.own;
    const image = new BuiltImage(scope, 'Image', {
      repositoryUrl: registry.readBy(this, source).url,
      tag,
      context: path,
      dockerfile: context.dockerfile,
      architecture: application.architecture,
      imageMirror: settings.imageMirror,
    });
    this.addOutput(`${snake(source)}_image`, {
      value: image.reference,
      description: `Image of ${source} that was pushed, by its digest`,
    });
  }

  /**
   * The sources lie where cdktf has assets: in `assets` of the stack's folder. cdktf's TerraformAsset is not used: it
   * follows links, gives folders the machine's umask, and needs a copy somewhere else first.
   */
  private stageWhenSynthesised(contexts: ReadonlyMap<string, BuildContext>): void {
    const stock = this.synthesizer;
    this.synthesizer = {
      synthesize: (session) => {
        stock.synthesize(session);
        stageAssets(`${session.outdir}/${session.manifest.forStack(this).workingDirectory}`, contexts);
      },
    };
  }
}

interface BuiltSource {
  readonly source: string;
  readonly context: BuildContext;
  readonly tag: string;
  /** Path of the staged context, relative to the stack's folder. */
  readonly path: string;
}
