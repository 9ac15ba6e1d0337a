/** The import table of `docs/design.md`, which `architecture.test.ts` enforces. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the files of one folder may import; the first row that matches a file is its own. Globs, without `.ts`. */
export interface ImportRule {
  readonly rule: string;
  readonly files: string;
  readonly may: readonly string[];
  /** What may be imported as well, by `import type` alone, which is gone when the code runs. */
  readonly mayAsType?: readonly string[];
}

const PROVIDER = '@cdktf/provider-*/lib/**';
/** What a target is, and the one list of features, which types its column of capabilities. */
const TARGET_TYPES = ['target', 'capability', 'features', 'field-uses'].map((file) => `lib/targets/${file}`);

/** By the list of targets: its folders are all alike. */
const TARGET_FOLDERS = [
  ...readFileSync(join(__dirname, '..', 'lib/targets/all.ts'), 'utf8').matchAll(/require\('\.\/(.*?)'\)/g),
].map(([, folder = '']) => folder);

export const importRules: readonly ImportRule[] = [
  {
    rule: 'the model imports itself and re2js, which reads nothing of the world: it can be used without the rest',
    files: 'lib/mesh/**',
    may: ['lib/mesh/**', 're2js'],
  },
  {
    rule: 'the loader of files knows nothing of what they say',
    files: 'lib/load/*',
    may: ['tsx/package.json', 'node:crypto', 'node:fs', 'node:module', 'node:path'],
  },
  {
    rule: 'columns of text know nothing of what they show',
    files: 'lib/text/*',
    may: [],
  },
  {
    rule: 'constructs of ECS place what is rendered; they know no target, no stack and no setting',
    files: 'lib/ecs/constructs/**',
    may: ['lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  },
  {
    rule: 'a container beside an application is plain data from the model; pako compresses large data',
    files: 'lib/ecs/containers/**',
    may: ['lib/ecs/containers/**', 'lib/mesh/**', 'pako'],
    mayAsType: [PROVIDER],
  },
  {
    rule: 'scaling is plain data from the model',
    files: 'lib/ecs/scaling/**',
    may: ['lib/ecs/scaling/**', 'lib/ecs/escape-template', 'lib/mesh/**'],
    mayAsType: ['lib/ecs/load-balancer-end', PROVIDER],
  },
  {
    rule: 'what all targets share of ECS knows none of the targets',
    files: 'lib/ecs/*',
    may: ['lib/ecs/*', 'lib/ecs/containers/**', 'lib/ecs/scaling/**', 'lib/mesh/**'],
    mayAsType: [PROVIDER],
  },
  ...TARGET_FOLDERS.map((target) => ({
    rule: `constructs of ${target} place what its renderer says, and know no other target`,
    files: `lib/targets/${target}/constructs/**`,
    may: [`lib/targets/${target}/**`, 'lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  })),
  ...TARGET_FOLDERS.map((target) => ({
    rule: `the value of ${target} is its folder; it names its constructs, and loads them at synth alone`,
    files: `lib/targets/${target}/index`,
    may: [`lib/targets/${target}/**`, 'lib/ecs/*', 'lib/ecs/containers/**', 'lib/mesh/**'],
    mayAsType: TARGET_TYPES,
  })),
  ...TARGET_FOLDERS.map((target) => ({
    rule: `the renderer of ${target} knows the model and what all targets share, and no other target`,
    files: `lib/targets/${target}/**`,
    may: [
      `lib/targets/${target}/*`,
      `lib/targets/${target}/bootstrap/**`,
      'lib/ecs/*',
      'lib/ecs/containers/**',
      'lib/mesh/**',
      ...TARGET_TYPES,
    ],
    mayAsType: [PROVIDER],
  })),
  {
    rule: 'the first step of a switch puts the constructs of targets together; no target knows another',
    files: 'lib/targets/switch/constructs/**',
    may: ['lib/targets/**', 'lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  },
  {
    rule: 'what a first step is knows the targets, and loads nothing of cdktf',
    files: 'lib/targets/switch/*',
    may: ['lib/targets/*', 'lib/targets/switch/*', 'lib/targets/*/index', 'lib/ecs/*', 'lib/mesh/**'],
  },
  {
    rule: 'one place picks who places an application: its target, or the first step of a switch to it',
    files: 'lib/targets/constructs/**',
    may: ['lib/targets/index', 'lib/targets/switch/**', 'lib/ecs/constructs/placement', 'constructs'],
  },
  {
    rule: 'the list of targets holds a value for each, and loads nothing of cdktf',
    files: 'lib/targets/*',
    may: ['lib/targets/*', 'lib/targets/*/index', 'lib/ecs/*', 'lib/mesh/**', 'lib/text/*'],
    mayAsType: ['lib/ecs/constructs/placement', 'lib/ecs/containers/images'],
  },
  {
    rule: 'a patch of cdktf may reach into cdktf, and into the way it is loaded',
    files: 'lib/stacks/cdktf/**',
    may: [
      'lib/stacks/cdktf/**',
      'cdktf',
      'cdktf/lib/**',
      'constructs',
      'constructs/lib/**',
      'node:fs',
      'node:module',
    ],
  },
  {
    rule: 'parts of stacks are constructs: they know no stack and no setting, and load providers by sub-path',
    files: 'lib/stacks/parts/**',
    may: [
      'lib/stacks/parts/**',
      'lib/ecs/**',
      'lib/mesh/**',
      'lib/project/terraform-providers',
      'cdktf',
      'constructs',
      PROVIDER,
    ],
  },
  {
    rule: 'stacks put constructs together, and declare no resource of their own',
    files: 'lib/stacks/**',
    may: [
      'lib/stacks/**',
      'lib/targets/**',
      'lib/ecs/**',
      'lib/mesh/**',
      'lib/project/**',
      'cdktf',
      'constructs',
    ],
  },
  {
    rule: 'settings are read before anything else: they know how to report a problem, and which targets there are',
    files: 'lib/project/settings/**',
    may: [
      'lib/project/settings/**',
      'lib/targets/index',
      'lib/targets/switch/index',
      'lib/mesh/**',
      'lib/text/*',
      'node:**',
    ],
  },
  {
    rule: 'sources are files on disk; Terraform is not in sight',
    files: 'lib/project/sources/**',
    may: ['lib/project/sources/**', 'lib/mesh/**', 'node:**', 'ignore'],
  },
  {
    rule: 'the project is settings, applications and images, checked together before a resource exists',
    files: 'lib/project/**',
    may: [
      'lib/project/**',
      'lib/targets/*',
      'lib/targets/switch/index',
      'lib/ecs/containers/images',
      'lib/ecs/vpc-endpoints',
      'lib/mesh/**',
      'node:**',
    ],
  },
  {
    rule: 'the local mesh runs the envoy rendering; its settings arrive as arguments',
    files: 'lib/local/**',
    may: [
      'lib/local/**',
      'lib/targets/envoy/*',
      'lib/targets/envoy/bootstrap/**',
      'lib/ecs/*',
      'lib/ecs/containers/**',
      'lib/mesh/**',
      'lib/text/*',
      'node:**',
    ],
  },
  {
    rule: 'commands use all of lib, and leave declaring resources to it',
    files: 'lib/commands/**',
    may: [
      'lib/**',
      'services/index',
      'services/*/application',
      'node:**',
      '@aws-sdk/client-s3',
      '@aws-sdk/client-sts',
    ],
  },
  {
    rule: 'what extends an application changes stacks that stand, and declares nothing by itself but what a right needs',
    files: 'lib/extend/**',
    may: [
      'lib/extend/**',
      'lib/stacks/**',
      'lib/project/**',
      'lib/ecs/**',
      'lib/mesh/**',
      'cdktf',
      'constructs',
      PROVIDER,
      'node:fs',
      'node:module',
      'node:path',
    ],
    mayAsType: ['lib/targets/index'],
  },
  {
    rule: 'the test tool for resources synthesises as main.ts does; it alone loads cdktf',
    files: 'lib/testing/resources',
    may: [
      'lib/testing/**',
      'lib/extend/**',
      'lib/project/**',
      'lib/stacks/**',
      'lib/targets/index',
      'lib/mesh/**',
      'lib/stacks/cdktf/cdktf-speed',
      'cdktf',
      'cdktf/lib/testing/**',
      'node:fs',
      'node:os',
      'node:path',
    ],
  },
  {
    rule: 'test tools for users know the model and the reader of applications, which loads no target',
    files: 'lib/testing/**',
    may: ['lib/testing/**', 'lib/project/read-application', 'lib/mesh/**', 'node:path'],
  },
  {
    rule: 'main.ts reads the settings, makes the stacks and writes the JSON',
    files: 'main',
    may: [
      'lib/project/**',
      'lib/stacks/**',
      'lib/extend/**',
      'lib/project/sources/orphaned-folders',
      'lib/config/**',
      'lib/mesh/**',
      'lib/load/*',
      'lib/stacks/cdktf/*',
      'cdktf',
      'node:path',
    ],
  },
  {
    rule: 'the list of applications is a list of applications',
    files: 'services/index',
    may: ['services/*/application'],
  },
  {
    rule: 'an application is written in the words of the model',
    files: 'services/*/application',
    may: ['lib/mesh/**'],
  },
  {
    rule: 'an extension knows its application, and declares resources with CDKTF',
    files: 'services/*/extend',
    may: ['services/*/application', 'lib/extend/index', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  },
  {
    rule: 'an application’s own tests know it, the model and the test tools, and CDKTF where they assert on resources',
    files: 'services/*/*.test',
    may: ['services/*/application', 'lib/testing/**', 'lib/mesh/**', 'cdktf', PROVIDER],
  },
];
