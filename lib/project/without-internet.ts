/** What an application needs from the internet although its network has no way there. */
import { foreignImages, mirroredImage } from '../ecs/containers/images';
import { isEndpointHost } from '../ecs/vpc-endpoints';
import type { MeshApplication } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { quote } from '../mesh/checks/value-text';
import { isPrivate, readBlock } from '../mesh/surroundings/address-block';
import { closedNetwork } from '../mesh/surroundings/network';
import type { OwnNetwork } from '../mesh/surroundings/own-network';
import { builtTarget } from '../targets';
import { type ImageChoices, sourcesOf } from './image-choices';
import type { Settings } from './settings';
import { sourcePath } from './sources';

type Context = Pick<Settings, 'target' | 'targetBefore' | 'region' | 'imageMirror'>;

/** Problems of images and hosts that tasks would not reach. None if the network has a way to the internet. */
export function validateWithoutInternet(
  application: MeshApplication,
  choices: ImageChoices,
  context: Context,
): Problem[] {
  const network = closedNetwork(application.network);
  if (network === undefined) return [];
  return [
    ...validateSources(application, choices, context),
    ...validateNamedImages(application, context),
    ...validateForeignImages(application, context),
    ...validateHosts(application.externals, network, context),
  ];
}

function validateSources(
  application: MeshApplication,
  choices: ImageChoices,
  { region }: Context,
): Problem[] {
  return sourcesOf(application).flatMap((source) => {
    const choice = choices.get(sourcePath(application.name, source));
    // All other images are in the application's own repository for the source.
    if (choice?.kind !== 'reference' || isInRegion(choice.reference, region)) return [];
    const fix = 'name one there in MESH_IMAGES, or leave it out';
    return [problems.imageNeedsInternet(`source ${quote(source)}`, choice.reference, region, fix)];
  });
}

function validateNamedImages({ nodes }: MeshApplication, { region, imageMirror }: Context): Problem[] {
  return nodes.flatMap(({ name, runs: { origin } }) => {
    if (!('image' in origin)) return [];
    const reference = mirroredImage(origin.image, imageMirror);
    if (isInRegion(reference, region)) return [];
    const fix = `copy it to one there, and name that in \`image\``;
    return [problems.imageNeedsInternet(`node ${quote(name)} > runs > image`, reference, region, fix)];
  });
}

function validateForeignImages(application: MeshApplication, context: Context): Problem[] {
  const { target, targetBefore, region, imageMirror } = context;
  const images = foreignImages(imageMirror);
  const used = [target, targetBefore].flatMap((name) =>
    name === undefined ? [] : (builtTarget(name)?.images(application) ?? []),
  );
  const references = [...new Set(used.map((image) => images[image]))];
  const fix = `copy it to one, and set MESH_IMAGE_MIRROR to <account>.dkr.ecr.${region}.amazonaws.com`;
  return references
    .filter((reference) => !isInRegion(reference, region))
    .map((reference) => problems.imageNeedsInternet('network', reference, region, fix));
}

/** In a private registry of ECR. VPC endpoints lead to the registry of their own region. */
function isInRegion(reference: string, region: string): boolean {
  const registry = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//.exec(reference);
  return registry?.[1] === region;
}

function validateHosts(
  externals: MeshApplication['externals'],
  network: OwnNetwork,
  { region }: Context,
): Problem[] {
  return externals.flatMap(({ name, host, cidr, securityGroup }) =>
    // A host that only a plan knows may be an endpoint's. Members of a security group are in the network, or in one beside it.
    typeof host !== 'string' ||
    securityGroup !== undefined ||
    isInside(cidr) ||
    isEndpointHost(host, network, region)
      ? []
      : [problems.hostNeedsInternet(`node ${quote(name)}`, host)],
  );
}

/** In the network, or in one that is connected to it. */
function isInside(cidr: string | undefined): boolean {
  const block = cidr === undefined ? undefined : readBlock(cidr);
  return block !== undefined && isPrivate(block);
}
