/** The deployment and tear-down of `docs/deploy.md`, command by command as they stand there, from an empty account and back. */
import { spawnSync } from 'node:child_process';
import { documentedCommands } from '../../docs/documents';
import { proofs } from '../../docs/proof';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { makeScratch, type Scratch } from '../../support/scratch';

const thisFile = '__tests__/deploy/long/deploy-page.test.ts';
const commands = documentedCommands()
  .filter(({ document }) => document === 'docs/deploy.md')
  .map(({ command }) => command)
  .filter((command) => {
    const proof = proofs[command];
    return proof?.by === 'test' && proof.file === thisFile;
  });

/** As terraform does, `diff` ends with 2 where there is something to change. */
const exitCodes: Readonly<Record<string, number>> = { 'npm run diff': 2 };

describeWithAws('docs/deploy.md', () => {
  let aws: AwsDoubles;
  let scratch: Scratch;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    aws = await startAwsDoubles();
    scratch = makeScratch();
    environment = aws.env;
  }, 90_000);
  afterAll(async () => {
    scratch.remove();
    await aws.stop();
  });

  it('has something to run', () => {
    expect(commands.length).toBeGreaterThanOrEqual(5);
  });

  it.each(commands)(
    '%s',
    (command) => {
      const [, name, value] = /^export ([A-Z_]+)=(.*)$/.exec(command) ?? [];
      if (name !== undefined && value !== undefined) {
        environment = { ...environment, [name]: value.replace(/^<.*>$/, 'deploy-page-states') };
        return;
      }
      const { status, stdout, stderr } = spawnSync(command, {
        cwd: scratch.root,
        env: environment,
        shell: true,
        encoding: 'utf8',
      });
      if (status !== (exitCodes[command] ?? 0))
        throw new Error(`${status}\n${stdout.slice(-4000)}\n${stderr}`);
    },
    420_000,
  );

  it('leaves no bucket, and no cluster that is not inactive, as AWS lists it for a while', async () => {
    expect(await aws.call('s3', 'ListBuckets')).toMatchObject({ Buckets: [] });
    const { clusters } = await aws.call<{ clusters: { status: string }[] }>('ecs', 'DescribeClusters', {
      clusters: ['dev-color-teller'],
    });
    expect(clusters.map(({ status }) => status)).toEqual(['INACTIVE']);
  });
});
