/**
 * How each documented command is proven to work. The list is complete, but for `npm run <command>` that its own test runs:
 * `__tests__/commands/<command>.test.ts`.
 */

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
const deployPage: Proof = {
  by: 'test',
  file: '__tests__/deploy/long/deploy-page.test.ts',
  says: 'documentedCommands',
};
const forOps: Proof = {
  by: 'test',
  file: '__tests__/deploy/long/for-ops.test.ts',
  says: 'documentedCommands',
};

const switching: Proof = {
  by: 'test',
  file: '__tests__/deploy/long/switching.test.ts',
  says: 'docs/switching-targets.md',
};

const yourOwn: Proof = {
  by: 'test',
  file: '__tests__/docs/your-own-application.long.test.ts',
  says: 'your-own-application.md',
};

const routes: Proof = {
  by: 'test',
  file: '__tests__/docs/testing-routes.long.test.ts',
  says: 'docs/testing-routes.md',
};

const resources: Proof = {
  by: 'test',
  file: '__tests__/docs/testing-resources.long.test.ts',
  says: 'docs/testing-resources.md',
};

const surroundings: Proof = {
  by: 'test',
  file: '__tests__/deploy/long/surroundings.test.ts',
  says: 'docs/surroundings.md',
};
const extending: Proof = { by: 'test', file: '__tests__/docs/extend.long.test.ts', says: 'docs/extend.md' };
const canary: Proof = { by: 'test', file: '__tests__/docs/canary.long.test.ts', says: 'docs/canary.md' };
const awsCli: Proof = { by: 'nobody', because: 'the AWS CLI is no tool of this project' };
const asks: Proof = { by: 'nobody', because: 'it asks before each stack; with --auto-approve it is run' };

export const proofs: Readonly<Record<string, Proof>> = {
  'npm ci && npm start': canary,
  'npm ci && npm run synth': ci,
  'npm ci && npm test': ci,
  'npm test': ci,
  'npm run check': ci,
  'npm run test:deploy': ci,
  'npm run test:long': ci,

  'npm start': canary,
  "for i in $(seq 100); do curl -s -w '\\n' localhost:8080/gateway/color/color; done | sort | uniq -c":
    canary,
  'npm start -- ecsworkshop --tasks ecsdemo-crystal=2,ecsdemo-nodejs=2': {
    by: 'test',
    file: '__tests__/local/workshop.test.ts',
    says: 'ecsdemo-crystal=2,ecsdemo-nodejs=2',
  },
  'npm start -- --set color-service/default:red=50,blue=50 --trace': {
    by: 'test',
    file: '__tests__/docs/start.test.ts',
    says: "line.includes('--trace')",
  },
  'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run diff dev-color-teller': {
    by: 'nobody',
    because: 'it is npm run diff of one stack, which is run, with weights, which npm run synth is run with',
  },
  'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run deploy dev-color-teller': asks,
  'MESH_WEIGHTS=color-service/default:red=0,blue=100 npm run deploy dev-color-teller': asks,

  'echo "export { default as shop } from \'./shop/application\';" >> services/index.ts': routes,
  'npx jest services/shop': routes,
  'echo "export { default as store } from \'./store/application\';" >> services/index.ts': resources,
  'npx jest services/store/resources': resources,
  'echo "export { default as kiosk } from \'./kiosk/application\';" >> services/index.ts': surroundings,
  'echo "export { default as market } from \'./market/application\';" >> services/index.ts': extending,
  'npx jest services/market': extending,
  'MESH_IMAGES=v1 npm run synth': extending,
  "npm run explain -- shop GET /api/7 -H 'x-canary: no'": routes,
  'npm run explain -- shop GET /items --from web --to cart': routes,
  'npm run explain -- shop GET http://cart.shop.local:3000/items --from web': routes,
  'npm run explain -- shop GET / --follow': routes,
  'npm run explain -- shop POST /items --from web --to cart --json': routes,

  'npm run help': here,
  'npm run explain -- color-teller GET /gateway/color/color --follow': here,
  "npm run explain -- color-teller GET /gateway/color/color --follow --next 'GET /color'": here,
  'npm run bootstrap -- color-teller red': here,
  'npm run list': here,
  'npm run images': here,
  'npm run synth': here,
  'MESH_WEIGHTS=color-service/default:red=90,blue=10 npm run synth': here,

  'export MESH_STATE_BUCKET=<a bucket name of your own>': deployPage,
  'export MESH_TARGET=envoy': deployPage,
  'npm run diff': deployPage,
  "npm run deploy state 'dev-color-teller*' -- --auto-approve": deployPage,
  "npm run deploy 'dev-ecsworkshop-*' -- --auto-approve": deployPage,
  'MESH_PROTECT=off npm run destroy -- --auto-approve': deployPage,
  'MESH_PROTECT=off npm run destroy state -- --auto-approve': deployPage,
  "MESH_TARGET=none npm run deploy state 'dev-color-teller*' -- --auto-approve": switching,
  "MESH_TARGET=envoy npm run deploy 'dev-color-teller*' -- --auto-approve": switching,
  'MESH_TARGET_BEFORE=envoy MESH_TARGET=none npm run synth': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller init': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller plan -out=add.tfplan': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller apply add.tfplan': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller plan -detailed-exitcode': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller plan -out=remove.tfplan': switching,
  'terraform -chdir=cdktf.out/stacks/dev-color-teller apply remove.tfplan': switching,
  'npm run deploy': { by: 'nobody', because: 'it asks before each stack; with --auto-approve it is run' },
  "npm run deploy state 'dev-ecsworkshop-*'": {
    by: 'nobody',
    because: 'it asks before each stack; with --auto-approve it is run',
  },
  'npm run destroy': { by: 'nobody', because: 'it asks before each stack; with --auto-approve it is run' },
  'npx cdktf list|diff|deploy|destroy <stack>': {
    by: 'test',
    file: '__tests__/deploy/color-teller.test.ts',
    says: 'round.cdktf(`deploy',
  },

  'npm run digests': {
    by: 'nobody',
    because:
      'it asks public.ecr.aws and Docker Hub, which tests must not need; its parts are run against a registry in-process',
  },
  'npm run golden': {
    by: 'nobody',
    because: 'it rewrites what the tests compare with; `npm run check` compares',
  },
  'npm run bench': { by: 'nobody', because: 'figures of a shared machine are for people; it takes minutes' },
  'for arn in $(aws ecs list-task-definitions --family-prefix dev-color-teller-red --query \'taskDefinitionArns[]\' --output text); do aws ecs deregister-task-definition --task-definition "$arn"; done':
    awsCli,

  'mkdir -p services/greeter/hello': yourOwn,
  'npm start -- greeter': yourOwn,
  'curl -s localhost:8080': yourOwn,
  'npx prettier --write services/greeter': yourOwn,
  'echo "export { default as greeter } from \'./greeter/application\';" >> services/index.ts': yourOwn,
  'MESH_WEIGHTS=hello/default:hello-v1=50,hello-v2=50 npm run synth': yourOwn,

  'npm run providers:lock': {
    by: 'test',
    file: '__tests__/deploy/long/commands.test.ts',
    says: "'providers-lock'",
  },
  'npm run providers:lock -- --aws 5.100.0 --platform linux_amd64 --fs-mirror <folder of your mirror>':
    forOps,
  'MESH_TARGET=none npm run synth': forOps,
  'cd cdktf.out/stacks': forOps,
  'for stack in state dev-color-teller*; do echo \'{"terraform":{"required_providers":{"aws":{"source":"hashicorp/aws","version":"5.100.0"}}}}\' > $stack/pin_override.tf.json; done':
    forOps,
  'terraform -chdir=state init': forOps,
  'terraform -chdir=state plan -out=plan.tfplan': forOps,
  'terraform -chdir=state apply plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller-network init': forOps,
  'terraform -chdir=dev-color-teller-network plan -out=plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller-network apply plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller-registry init': forOps,
  'terraform -chdir=dev-color-teller-registry plan -out=plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller-registry apply plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller init': forOps,
  'terraform -chdir=dev-color-teller plan -out=plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller apply plan.tfplan': forOps,
  'terraform -chdir=dev-color-teller init -lockfile=readonly': forOps,
  'terraform -chdir=dev-color-teller plan -detailed-exitcode': forOps,
  'terraform -chdir=dev-color-teller force-unlock -force <lock id>': forOps,
  'terraform -chdir=dev-color-teller state list': forOps,
  "terraform -chdir=dev-color-teller plan -var 'backend_image=<reference>' -out=release.tfplan": forOps,
  'terraform -chdir=dev-color-teller apply release.tfplan': forOps,
  'echo \'{"backend_image":"<reference>"}\' > dev-color-teller/images.auto.tfvars.json': forOps,
  "aws ecs describe-services --cluster dev-color-teller --services red blue --query 'services[].[serviceName,deployments[].[taskDefinition,rolloutState,rolloutStateReason],events[:3].message]'":
    awsCli,
  'echo \'{"backend_image":"<previous reference>"}\' > dev-color-teller/images.auto.tfvars.json': forOps,
  'terraform -chdir=dev-color-teller plan -out=rollback.tfplan': forOps,
  'terraform -chdir=dev-color-teller apply rollback.tfplan': forOps,
  'aws ecs update-service --cluster dev-color-teller --service red --task-definition dev-color-teller-red:1':
    awsCli,
  'aws iam list-attached-role-policies --role-name dev-color-teller-red-task': awsCli,
  'aws iam list-role-policies --role-name dev-color-teller-red-task': awsCli,
  "aws ec2 describe-security-group-rules --filters \"Name=group-id,Values=$(aws ec2 describe-security-groups --filters Name=tag:Stack,Values=dev-color-teller --query 'join(`,`, SecurityGroups[].GroupId)' --output text)\" --query 'SecurityGroupRules[?!Tags].[GroupId,SecurityGroupRuleId,IsEgress,IpProtocol,FromPort,ToPort,CidrIpv4]'":
    awsCli,
  'terraform -chdir=dev-color-teller output': forOps,
  'terraform -chdir=dev-color-teller output -raw url': forOps,
  'terraform -chdir=dev-color-teller output -json': forOps,
  'terraform -chdir=dev-color-teller state show aws_ecs_service.red': forOps,
  'cd ../..': forOps,
  'MESH_TARGET=none MESH_PROTECT=off npm run synth': forOps,
  'terraform -chdir=dev-color-teller plan -destroy -out=destroy.tfplan': forOps,
  'terraform -chdir=dev-color-teller apply destroy.tfplan': forOps,
  'terraform -chdir=dev-color-teller-registry plan -destroy -out=destroy.tfplan': forOps,
  'terraform -chdir=dev-color-teller-registry apply destroy.tfplan': forOps,
  'terraform -chdir=dev-color-teller-network plan -destroy -out=destroy.tfplan': forOps,
  'terraform -chdir=dev-color-teller-network apply destroy.tfplan': forOps,
};
