/**
 * Color-teller from an empty account to an empty account, with the real terraform, the real AWS provider and the real
 * cdktf. What the doubles prove and what they cannot: `../support/doubles/README.md`.
 *
 * That a careless task definition drifts, so that an empty plan means something, is shown in `long/doubles.test.ts`. The
 * same round with `npm run deploy` and `npm run destroy` is in `commands.test.ts`.
 */
import { describeWithAws } from '../support/aws-doubles';
import { type Inventory, newSince, partsOf, takeInventory } from '../support/inventory';
import { emptyBucket, expectPlanGolden, outputsOf, plannedChanges, resourceCounts } from './readings';
import { quietly, type Round, startRound, stateBucket } from './round';

const network = 'dev-color-teller-network';
const registry = 'dev-color-teller-registry';
const application = 'dev-color-teller';
const stacks = ['state', network, registry, application];

/** `--skip-provider-lock`: cdktf would ask the registry for checksums, whatever mirror terraform is told to use. */
const flags = '--auto-approve --skip-provider-lock';
const asSynthesised = `${flags} --skip-synth`;

/** What is still listed after everything is destroyed, and why. */
const leftOver = [
  // Kept on purpose (`skip_destroy`): a rollback goes back to them. `docs/deploy.md` says how to deregister them.
  'aws_ecs_task_definition dev-color-teller-blue:1',
  'aws_ecs_task_definition dev-color-teller-client:1',
  'aws_ecs_task_definition dev-color-teller-ingress:1',
  'aws_ecs_task_definition dev-color-teller-red:1',
  // AWS lists them for a while, too.
  'aws_ecs_cluster dev-color-teller (INACTIVE)',
  'aws_nat_gateway dev-color-teller (deleted)',
  // AWS describes them on request; only moto lists them.
  'aws_ecs_service blue (INACTIVE)',
  'aws_ecs_service client (INACTIVE)',
  'aws_ecs_service ingress (INACTIVE)',
  'aws_ecs_service red (INACTIVE)',
  // moto forgets the NAT gateway's interface; AWS deletes it.
  'aws_network_interface interface',
];

describeWithAws('color-teller, from an empty account and back', () => {
  let round: Round;
  let before: Inventory;
  let synthesised: Record<string, string>;
  beforeAll(async () => {
    round = await startRound();
    before = await takeInventory(round.aws);
    await round.synth();
    synthesised = round.json();
  }, 90_000);
  afterAll(() => round.stop());

  test('a stack before those it reads from is refused, and they are named', async () => {
    const refusal = await round.cdktf(`deploy ${application} ${asSynthesised}`, { exitCode: 1 });
    expect(refusal).toContain(`not included in the stacks to run: ${network}, ${registry}.`);
    expect(round.aws.calls().filter(({ byTest }) => !byTest)).toEqual([]);
  }, 30_000);

  test('the state bucket comes first, since all other states are in it', async () => {
    await round.cdktf(`deploy state ${flags}`);
    expect(round.json()).toEqual(synthesised);
  }, 90_000);

  // The provider waits 60 s for any load balancer, and 10 s each for a VPC and a cluster.
  test('cdktf applies exactly what `npm run synth` writes', async () => {
    await round.cdktf(`deploy ${application} ${network} ${registry} ${asSynthesised}`);
    expect(round.json()).toEqual(synthesised);
  }, 360_000);

  test('every resource of the JSON is there', async () => {
    const found = newSince(before, await takeInventory(round.aws)).map((line) => line.split(' ')[0]);
    const own = Object.fromEntries(stacks.map((stack) => [stack, synthesised[stack] ?? '']));
    const declared = Object.entries(resourceCounts(own)).filter(([type]) => !(type in partsOf));
    const missing = declared.filter(([type, count]) => found.filter((each) => each === type).length < count);
    expect(missing).toEqual([]);
  }, 30_000);

  test('a second plan of every stack is empty', async () => {
    const plan = (stack: string) => round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
    await Promise.all(stacks.map(plan));
    expect(await round.cdktf(`diff ${registry} --skip-provider-lock --skip-synth`)).toContain('No changes.');
  }, 180_000);

  test('states are encrypted, each in its own object, and no lock is left', async () => {
    const bucket = { Bucket: stateBucket };
    const { Contents } = await round.aws.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', bucket);
    const keys = Contents.map(({ Key }) => Key).sort();
    expect(keys).toEqual([application, network, registry].map((stack) => `${stack}.tfstate`).sort());
    for (const Key of keys) {
      const head = await round.aws.call('s3', 'HeadObject', { ...bucket, Key });
      expect(head).toMatchObject({ ServerSideEncryption: 'AES256' });
    }
  }, 30_000);

  test('outputs are a contract', async () => {
    const [ofApplication, ofRegistry, ofNetwork] = await Promise.all(
      [application, registry, network].map((stack) => outputsOf(round, stack)),
    );
    const url = expect.stringMatching(
      /^http:\/\/dev-color-teller-ingress-[^/]+\.elb\.amazonaws\.com$/,
    ) as string;
    const host = expect.stringMatching(/^dev-color-teller-ingress-[^/]+\.elb\.amazonaws\.com$/) as string;
    const mesh = 'arn:aws:appmesh:us-west-2:123456789012:mesh/dev-sample-mesh';
    expect(ofApplication).toEqual({
      client_service_virtual_service_arn: `${mesh}/virtualService/client-service.service.local`,
      client_service_virtual_service_name: 'client-service.service.local',
      cluster_name: 'dev-color-teller',
      color_service_virtual_service_arn: `${mesh}/virtualService/color-service.service.local`,
      color_service_virtual_service_name: 'color-service.service.local',
      gateway_dns_name: host,
      ingress_dns_name: host,
      ingress_url: url,
      mesh_arn: mesh,
      mesh_name: 'dev-sample-mesh',
      url,
    });
    expect(ofRegistry).toMatchObject({
      backend_repository_url: '123456789012.dkr.ecr.us-west-2.amazonaws.com/dev/color-teller/backend',
      client_repository_url: '123456789012.dkr.ecr.us-west-2.amazonaws.com/dev/color-teller/client',
    });
    expect(ofNetwork).toEqual({
      private_subnet_ids: [expect.stringMatching(/^subnet-/), expect.stringMatching(/^subnet-/)],
      public_subnet_ids: [expect.stringMatching(/^subnet-/), expect.stringMatching(/^subnet-/)],
      vpc_id: expect.stringMatching(/^vpc-/),
    });
  }, 30_000);

  test('a release by variable, without Node, changes what runs that image and nothing else', async () => {
    const image = `123456789012.dkr.ecr.us-west-2.amazonaws.com/dev/color-teller/backend@sha256:${'a'.repeat(64)}`;
    const changes = await plannedChanges(round, application, [
      '-refresh=false',
      '-var',
      `backend_image=${image}`,
    ]);
    expect(changes.map(({ address, actions }) => `${actions.join(', ')} ${address}`)).toEqual([
      'update aws_ecs_service.blue',
      'update aws_ecs_service.red',
      'create, delete aws_ecs_task_definition.blue',
      'create, delete aws_ecs_task_definition.red',
    ]);
    const [service, , task] = changes;
    expect(service?.members).toEqual(['task_definition']);
    expect(task?.members.filter((member) => member.includes('.'))).toEqual(['app.image']);
  }, 90_000);

  test('a canary of 10 % changes two weights and nothing else: golden/plan-canary-90-10/plan.txt', async () => {
    await round.synth({ MESH_WEIGHTS: 'color-service/default:red=90,blue=10' });
    const plan = await round.terraform(application, ['plan', ...quietly]);
    expectPlanGolden('plan-canary-90-10', plan);
  }, 90_000);

  test('what carries traffic is protected from a destroy', async () => {
    const destroy = ['plan', '-destroy', '-refresh=false', ...quietly];
    const refusal = await round.terraform(application, destroy, { exitCode: 1 });
    const named = refusal.match(/(?<=^Resource )\S+(?=\s+has\s+lifecycle\.prevent_destroy)/gm);
    expect(named?.sort()).toEqual([
      'aws_ecs_cluster.cluster',
      'aws_lb.ingress',
      'aws_service_discovery_private_dns_namespace.namespace',
    ]);
  }, 60_000);

  test('with MESH_PROTECT=off everything is destroyed, in reverse', async () => {
    await round.synth({ MESH_PROTECT: 'off' });
    await round.cdktf(`destroy ${application} ${network} ${registry} ${asSynthesised}`);
    // S3 deletes no bucket with objects in it. `npm run destroy` looks into the states before it empties the bucket.
    await emptyBucket(round);
    await round.terraform('state', ['destroy', ...quietly, '-auto-approve']);
    expect(newSince(before, await takeInventory(round.aws))).toEqual([...leftOver].sort());
  }, 240_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(round.aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(round.aws.errors()).toBe('');
  });
});
