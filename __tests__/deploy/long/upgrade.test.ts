/**
 * What the version before deployed is upgraded by one deploy. Its JSON is kept in `version-before`; the application that
 * wrote it has not changed since.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, type Settings, startRound } from '../round';

const folder = join(__dirname, 'version-before');

type Deployed = readonly [target: string, stack: string, settings: Settings];

/** The stage keeps the two apart on the same doubles. */
const deployed: readonly [Deployed, Deployed] = [
  ['envoy', 'dev-shop', { MESH_STAGE: 'dev', MESH_TARGET: 'envoy', MESH_IMAGES: 'v1' }],
  ['none', 'test-shop', { MESH_STAGE: 'test', MESH_TARGET: 'none', MESH_IMAGES: 'v1' }],
];
const stacksOf = (stack: string) => [`${stack}-network`, `${stack}-registry`, stack];

describeWithAws('an application of the version before', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    writeOldStacks(round);
    await Promise.all(
      deployed.map(async ([, stack]) => {
        for (const each of stacksOf(stack)) {
          await round.terraform(each, ['init', ...quietly]);
          await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
        }
      }),
    );
    listApplication(round);
  }, 300_000);
  afterAll(() => round.stop());

  test('what another team attached to its roles is not removed without a question', async () => {
    const [, stack, settings] = deployed[0];
    const attached = {
      RoleName: `${stack}-web-task`,
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    };
    await round.aws.call('iam', 'AttachRolePolicy', attached);
    const refused = await round.npm(`deploy -- --auto-approve ${stack}`, { settings, exitCode: 1 });
    expect(refused).toMatch(/role "dev-shop-web-task": .*AdministratorAccess.* \[policies-undeclared\]/);
    await round.aws.call('iam', 'DetachRolePolicy', attached);
  }, 120_000);

  describe.each(deployed)('on target %s', (_, stack, settings) => {
    const stacks = stacksOf(stack).join(' ');
    const inPlace = ['CreateService', 'DeleteService', 'CreateLoadBalancer', 'CreateTargetGroup'];

    test('is upgraded by one deploy, which makes no service, load balancer or target group anew', async () => {
      const before = round.aws.calls().length;
      await round.npm(`deploy -- --auto-approve ${stacks}`, { settings });
      const calls = round.aws
        .calls()
        .slice(before)
        .filter(({ byTest }) => !byTest);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter(({ operation }) => inPlace.includes(operation ?? ''))).toEqual([]);
    }, 240_000);

    test('and a second plan is empty', async () => {
      await round.npm(`diff -- ${stack}`, { settings });
    }, 120_000);
  });

  test('AWS was asked for nothing that it refuses', () => {
    const refused = round.aws
      .calls()
      .filter(
        ({ status, error, byTest }) =>
          !byTest && (status >= 500 || /InUse|InvalidParameter|Conflict|Idempotent/.test(error ?? '')),
      );
    expect(refused).toEqual([]);
    expect(round.aws.errors()).toBe('');
  });
});

function writeOldStacks({ root }: Round): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.tf.json'))) {
    const stack = join(root, 'cdktf.out', 'stacks', file.slice(0, -'.tf.json'.length));
    mkdirSync(stack, { recursive: true });
    cpSync(join(folder, file), join(stack, 'cdk.tf.json'));
  }
}

/** In place of the shipped ones. */
function listApplication({ root }: Round): void {
  const source = readFileSync(join(folder, 'application.ts'), 'utf8');
  const services = join(root, 'services');
  writeFileSync(join(services, 'shop.ts'), source.replace('../../../../lib/mesh', '../lib/mesh'));
  writeFileSync(join(services, 'index.ts'), "export { default as shop } from './shop';\n");
}
