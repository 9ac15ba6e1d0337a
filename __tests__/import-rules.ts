/** The import table of `docs/design.md`, which `architecture.test.ts` enforces. */

/** What the files of one folder may import; the first row that matches a file is its own. Globs, without `.ts`. */
export interface ImportRule {
  readonly rule: string;
  readonly files: string;
  readonly may: readonly string[];
  /** What may be imported as well, by `import type` alone, which is gone when the code runs. */
  readonly mayAsType?: readonly string[];
}

const PROVIDER = '@cdktf/provider-*/lib/**';
/** The one list of features, which each target's column of capabilities is typed by. */
const FEATURES = 'lib/targets/capabilities';

const TARGET_FOLDERS = ['app-mesh', 'envoy', 'none'] as const;

export const importRules: readonly ImportRule[] = [
  {
    rule: 'the model imports nothing but itself, so that it can be read, tested and used without the rest',
    files: 'lib/mesh/**',
    may: ['lib/mesh/**'],
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
    mayAsType: ['lib/targets/constructs/switch-bridge'],
  },
  {
    rule: 'a container beside an application is plain data from the model',
    files: 'lib/ecs/containers/**',
    may: ['lib/ecs/containers/**', 'lib/mesh/**'],
    mayAsType: [PROVIDER],
  },
  {
    rule: 'what all targets share of ECS knows none of the targets',
    files: 'lib/ecs/*',
    may: ['lib/ecs/*', 'lib/ecs/containers/**', 'lib/mesh/**'],
    mayAsType: [PROVIDER],
  },
  {
    rule: 'constructs of envoy place the first step of a switch, too, where both targets run',
    files: 'lib/targets/envoy/constructs/**',
    may: ['lib/targets/**', 'lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  },
  ...TARGET_FOLDERS.map((target) => ({
    rule: `constructs of ${target} place what its renderer says, and know no other target`,
    files: `lib/targets/${target}/constructs/**`,
    may: [`lib/targets/${target}/**`, 'lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  })),
  ...TARGET_FOLDERS.map((target) => ({
    rule: `the renderer of ${target} knows the model and what all targets share, and no other target`,
    files: `lib/targets/${target}/**`,
    may: [`lib/targets/${target}/**`, 'lib/ecs/*', 'lib/ecs/containers/**', FEATURES, 'lib/mesh/**'],
    mayAsType: [PROVIDER],
  })),
  {
    rule: 'one place picks who places an application, and one leads from a target to another',
    files: 'lib/targets/constructs/**',
    may: ['lib/targets/**', 'lib/ecs/**', 'lib/mesh/**', 'cdktf', 'constructs', PROVIDER],
  },
  {
    rule: 'the list of targets knows what each makes of an application, and loads nothing of cdktf',
    files: 'lib/targets/*',
    may: ['lib/targets/*', 'lib/targets/*/*', 'lib/ecs/*', 'lib/mesh/**', 'lib/text/*'],
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
    rule: 'settings are read before anything else, so they know only how to report a problem',
    files: 'lib/project/settings/**',
    may: ['lib/project/settings/**', 'lib/mesh/**', 'lib/text/*', 'node:**'],
  },
  {
    rule: 'sources are files on disk; Terraform is not in sight',
    files: 'lib/project/sources/**',
    may: ['lib/project/sources/**', 'lib/mesh/**', 'node:**', 'ignore'],
  },
  {
    rule: 'the project is settings, applications and images, checked together before a resource exists',
    files: 'lib/project/**',
    may: ['lib/project/**', 'lib/targets/*', 'lib/mesh/**', 'node:**'],
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
    rule: 'the test tool for resources synthesises as main.ts does; it alone loads cdktf',
    files: 'lib/testing/resources',
    may: [
      'lib/testing/**',
      'lib/project/**',
      'lib/stacks/**',
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
      'lib/project/sources/orphaned-folders',
      'lib/config/**',
      'lib/mesh/**',
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
    rule: 'an application’s own tests know it, the model and the test tools, and CDKTF where they assert on resources',
    files: 'services/*/*.test',
    may: ['services/*/application', 'lib/testing/**', 'lib/mesh/**', 'cdktf', PROVIDER],
  },
];
