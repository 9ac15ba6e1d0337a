/** Every setting of the project, one entry each, keyed by its name in the context. */
import { builtTargets, type TargetName, TARGETS } from '../../targets';
import { TARGETS_BEFORE } from '../../targets/switch';
import { oneOf } from '../../mesh/checks/one-of';
import { DEFAULT_QUOTAS, type Quotas } from '../../mesh/checks/quotas';
import type { WeightOverride } from '../../mesh/weights';
import { readAccept } from './accept';
import { type Build, readBuild } from './build';
import { readImageMirror } from './image-mirror';
import { type Images, readImages, readImagesObject } from './images';
import { readProtect } from './protect';
import { readQuotas } from './quotas';
import { readRegion } from './region';
import type { Setting } from './setting-form';
import { readStage } from './stage';
import { EXAMPLE_STATE_BUCKET, readStateBucket } from './state-bucket';
import { readStateKey } from './state-key';
import { readTarget } from './target';
import { readWeights } from './weights';

export interface Settings {
  /** Prefix of every name that lives in the account. */
  readonly stage: string;
  readonly target: TargetName;
  /** The target that still runs: this is then the first of two steps. @default - only one target runs */
  readonly targetBefore: TargetName | undefined;
  readonly region: string;
  readonly stateBucket: string;
  /** ARN of the key that encrypts the states. @default - a key of AWS */
  readonly stateKey: string | undefined;
  readonly images: Images;
  readonly build: Build;
  /** Replaces `public.ecr.aws` and `docker.io`. */
  readonly imageMirror: string | undefined;
  readonly weights: readonly WeightOverride[];
  /** Terraform must not delete resources that hold state or traffic. */
  readonly protect: boolean;
  /** The account's quotas. */
  readonly quotas: Quotas;
  /** Codes of problems whose loss the user accepts, sorted. */
  readonly accept: readonly string[];
}

export const SETTINGS: { readonly [Key in keyof Settings]: Setting<Settings[Key]> } = {
  stage: {
    variable: 'MESH_STAGE',
    default: 'dev',
    defaultText: 'dev',
    meaning: 'Which copy of the system: begins every name in the account, so stages live side by side',
    allowed: '1 to 12 of `a-z` and `0-9`, a letter first',
    readText: readStage,
  },
  target: {
    variable: 'MESH_TARGET',
    default: 'app-mesh',
    defaultText: 'app-mesh',
    meaning: 'What carries the mesh',
    get allowed() {
      return allowedTargets();
    },
    readText: readTarget,
  },
  targetBefore: {
    variable: 'MESH_TARGET_BEFORE',
    default: undefined,
    defaultText: '',
    meaning: 'The target that still runs, for the first of the two steps of a switch (`deploy` does both)',
    allowed: TARGETS_BEFORE,
    readText: readTarget,
  },
  region: {
    variable: 'AWS_REGION',
    default: 'us-west-2',
    defaultText: 'us-west-2',
    meaning: 'AWS region of everything, the state bucket too',
    allowed: 'a region such as `us-west-2` or `us-gov-west-1`',
    readText: readRegion,
  },
  stateBucket: {
    variable: 'MESH_STATE_BUCKET',
    default: EXAMPLE_STATE_BUCKET,
    defaultText: EXAMPLE_STATE_BUCKET,
    meaning: 'S3 bucket that keeps the Terraform state; choose your own before you deploy',
    allowed: 'an S3 bucket name, 3 to 63 characters',
    readText: readStateBucket,
  },
  stateKey: {
    variable: 'MESH_STATE_KEY',
    default: undefined,
    defaultText: '',
    meaning: 'KMS key that encrypts the Terraform states; by default S3 does with a key of its own',
    allowed: 'the ARN of a key in the region of the bucket',
    readText: readStateKey,
  },
  images: {
    variable: 'MESH_IMAGES',
    default: { kind: 'built' },
    defaultText: '',
    meaning: 'Images to run; by default the ones built from the sources, tagged by their content',
    allowed:
      'one tag for all, or `<source>=<reference>,…` with `<application>/` before a source where needed',
    readText: readImages,
    readObject: readImagesObject,
  },
  build: {
    variable: 'MESH_BUILD',
    default: 'elsewhere',
    defaultText: 'elsewhere',
    meaning: 'Who builds and pushes the images: your CI, or `deploy` itself in stack `images`, with Docker',
    allowed: '`docker` or `elsewhere`',
    readText: readBuild,
  },
  imageMirror: {
    variable: 'MESH_IMAGE_MIRROR',
    default: undefined,
    defaultText: '',
    meaning:
      'Where the images of others are: in place of `public.ecr.aws` (X-Ray, OpenTelemetry, Node) and of `docker.io` (Envoy), also for an `image` of a node',
    allowed: '`<registry>` or `<registry>/<path>`',
    readText: readImageMirror,
  },
  weights: {
    variable: 'MESH_WEIGHTS',
    default: [],
    defaultText: '',
    meaning: 'Weights of routes; by default as the application says',
    allowed:
      '`<service>/<route>:<node>=<0 to 100>,…`, several with `;`, with `<application>/` in front where needed',
    readText: readWeights,
  },
  protect: {
    variable: 'MESH_PROTECT',
    default: true,
    defaultText: 'on',
    meaning: 'Keeps Terraform from deleting the state bucket, cluster, zone and load balancer',
    allowed: '`on` or `off`',
    readText: readProtect,
  },
  quotas: {
    variable: 'MESH_QUOTAS',
    default: DEFAULT_QUOTAS,
    defaultText: '',
    meaning: 'Quotas that AWS raised for the account; by default those that each account has',
    allowed: `\`<quota>=<number>,…\`; quotas are ${Object.keys(DEFAULT_QUOTAS)
      .map((name) => `\`${name}\``)
      .join(', ')}`,
    readText: readQuotas,
  },
  accept: {
    variable: 'MESH_ACCEPT',
    default: [],
    defaultText: '',
    meaning: 'Losses of the target that you accept, by problem code',
    allowed: 'codes as printed in `[…]`, separated by commas',
    readText: readAccept,
  },
};

function allowedTargets(): string {
  const built = builtTargets().map(({ name }) => name);
  const planned = TARGETS.filter((target) => !built.some((name) => name === target));
  const notYet = planned.map((target) => `; \`${target}\` is not built yet`);
  return oneOf(built.map((name) => `\`${name}\``)) + notYet.join('');
}
