import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/node_modules', 'cdktf.out', '**/dist', '.cache'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message:
                'Import one resource by its sub-path (@cdktf/provider-aws/lib/ecs-service): the package root loads all 2,212 modules, 2.4 s and 550 MB.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // A target is loaded when it is asked for, and its constructs, with cdktf, when they are placed. So is what few
    // applications use.
    files: [
      'lib/targets/all.ts',
      'lib/targets/*/index.ts',
      'lib/targets/constructs/place-application.ts',
      'lib/ecs/containers/packed-bootstrap.ts',
      'lib/ecs/constructs/cluster.ts',
      'lib/ecs/constructs/load-balancer.ts',
      'lib/ecs/constructs/references.ts',
      'lib/ecs/constructs/service.ts',
      'lib/ecs/constructs/scaling/service-scaling.ts',
      'lib/stacks/network-source.ts',
    ],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    // What an image is built from may be of any kind: a module or not, for Node or for a browser.
    files: ['services/**/*.{js,cjs,mjs}'],
    languageOptions: { sourceType: 'module' },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' },
  },
);
