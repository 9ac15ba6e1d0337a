/** How each documented command is proven to work. The list is complete: a new command needs a line here. */

export type Proof =
  /** Run by `commands.test.ts` in a copy of the project; exit code 0. */
  | { readonly by: 'here' }
  /** Run by `.ci/run`. */
  | { readonly by: 'ci' }
  /** Run by another test, in a copy of the project, against the AWS doubles. */
  | { readonly by: 'test'; readonly file: string; readonly says: string }
  | { readonly by: 'nobody'; readonly because: string };

const here: Proof = { by: 'here' };
const ci: Proof = { by: 'ci' };
const tutorial: Proof = {
  by: 'test',
  file: '__tests__/deploy/long/readme.test.ts',
  says: 'documentedCommands',
};

export const proofs: Readonly<Record<string, Proof>> = {
  'npm ci && npm run synth': ci,
  'npm ci && npm test': ci,
  'npm test': ci,
  'npm run check': ci,
  'npm run test:deploy': ci,
  'npm run test:long': ci,

  'npm run help': here,
  'npm run list': here,
  'npm run images': here,
  'npm run synth': here,
  'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run synth': here,

  'export MESH_STATE_BUCKET=<a bucket name of your own>': tutorial,
  'npm run diff': tutorial,
  'npm run deploy -- --auto-approve': tutorial,
  'MESH_PROTECT=off npm run destroy -- --auto-approve': tutorial,
  'MESH_PROTECT=off npm run destroy state -- --auto-approve': tutorial,
  'npm run deploy': { by: 'nobody', because: 'it asks before each stack; with --auto-approve it is run' },
  'npm run destroy': { by: 'nobody', because: 'it asks before each stack; with --auto-approve it is run' },
  'npx cdktf list|diff|deploy|destroy <stack>': {
    by: 'test',
    file: '__tests__/deploy/color-teller.test.ts',
    says: 'round.cdktf(`deploy',
  },

  'npm run digests': {
    by: 'nobody',
    because:
      'it asks public.ecr.aws, which tests must not need; its parts are run against a registry in-process',
  },
  'npm run golden': {
    by: 'nobody',
    because: 'it rewrites what the tests compare with; `npm run check` compares',
  },
  'npm run bench': { by: 'nobody', because: 'figures of a shared machine are for people; it takes minutes' },
  'for arn in $(aws ecs list-task-definitions --family-prefix dev-color-teller-red --query \'taskDefinitionArns[]\' --output text); do aws ecs deregister-task-definition --task-definition "$arn"; done':
    { by: 'nobody', because: 'the AWS CLI is no tool of this project' },
};
