/**
 * Every command of `docs/switching-targets.md`, as it stands there and in its order: from `none` to `envoy` with `npm run
 * deploy`, back with plain terraform. And the order of what is done: nothing is taken from a task that still runs.
 */
import { spawnSync } from 'node:child_process';
import { documentedCommands } from '../../docs/documents';
import { proofs } from '../../docs/proof';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { makeScratch, type Scratch } from '../../support/scratch';

const steps = documentedCommands()
  .filter(
    ({ document, command }) => document === 'docs/switching-targets.md' && proofs[command]?.by === 'test',
  )
  .map(({ command }, index) => ({ number: index + 1, command }));

const stack = 'terraform -chdir=cdktf.out/stacks/dev-color-teller';
const commands = {
  toEnvoy: "MESH_TARGET=envoy npm run deploy 'dev-color-teller*' -- --auto-approve",
  add: `${stack} apply add.tfplan`,
  remove: `${stack} apply remove.tfplan`,
};

/** The provider revokes AWS's own egress rule of each group that it makes. No task needs that rule. */
const REVOKED = 'ec2 RevokeSecurityGroupIngress';

interface Ran {
  readonly stdout: string;
  /** What AWS was asked to change, in order: `ecs UpdateService`. */
  readonly changes: readonly string[];
}

describeWithAws('docs/switching-targets.md', () => {
  let aws: AwsDoubles;
  let scratch: Scratch;
  let environment: NodeJS.ProcessEnv;
  const ran = new Map<string, Ran>();
  const of = (command: string): Ran => ran.get(command) ?? { stdout: '', changes: [] };
  beforeAll(async () => {
    aws = await startAwsDoubles();
    scratch = makeScratch();
    environment = aws.env;
  }, 90_000);
  afterAll(async () => {
    scratch.remove();
    await aws.stop();
  });

  it.each(steps)(
    '$number. $command',
    ({ command }) => {
      const [, name, value = ''] = /^export ([A-Z_]+)=(.*)$/.exec(command) ?? [];
      if (name !== undefined) {
        environment = { ...environment, [name]: value.replace(/^<.*>$/, 'switching-states') };
        return;
      }
      const from = aws.calls().length;
      const options = { cwd: scratch.root, env: environment, shell: true, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(command, options);
      if (status !== 0) throw new Error(`${status}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
      const changes = aws
        .calls()
        .slice(from)
        .filter(({ operation }) => operation !== null && !/^(Get|Describe|List|Head)/.test(operation))
        .map(({ service, operation }) => `${service} ${operation}`);
      // Terraform colours what it prints.
      // eslint-disable-next-line no-control-regex -- the escape is what is looked for
      ran.set(command, { stdout: stdout.replace(/\u001b\[\d*m/g, ''), changes });
    },
    420_000,
  );

  it('has run everything that the tests below look at', () => {
    expect(Object.values(commands).filter((command) => !ran.has(command))).toEqual([]);
  });

  it('deploy says what runs and both steps, before each stack which step it is', () => {
    // Each line has the time.
    const said = of(commands.toEnvoy)
      .stdout.split('\n')
      .map((line) => line.replace(/^\S+Z /, ''));
    expect(said).toContain(
      'application "color-teller" runs on target none. It is switched to envoy in two steps:',
    );
    expect(said.filter((line) => line.startsWith('==> dev-color-teller ('))).toEqual([
      '==> dev-color-teller (3 of 4), step 1 of 2: add',
      '==> dev-color-teller (4 of 4), step 2 of 2: remove',
    ]);
  });

  it('no step makes, changes or deletes a listener, or makes or deletes a target group', () => {
    const touched = Object.values(commands)
      .flatMap((command) => of(command).changes)
      .filter((call) => /Listener|TargetGroup/.test(call));
    expect([...new Set(touched)].sort()).toEqual([
      'elasticloadbalancing ModifyTargetGroup',
      // How long it waits for requests of a task that leaves.
      'elasticloadbalancing ModifyTargetGroupAttributes',
    ]);
  });

  it('towards envoy rules are revoked after the gateway was made and every service was updated', () => {
    const { changes } = of(commands.toEnvoy);
    const revoked = changes.indexOf(REVOKED);
    expect(revoked).toBeGreaterThan(-1);
    const before = changes.slice(0, revoked);
    expect(before.filter((call) => call === 'ecs CreateService')).toHaveLength(1);
    // Three nodes in the first step; in the second the client leaves the load balancer.
    expect(before.filter((call) => call === 'ecs UpdateService').length).toBeGreaterThanOrEqual(4);
    expect(changes).not.toContain('ecs DeleteService');
  });

  it('adding revokes and deletes nothing but the empty group that tasks of before held', () => {
    const destroyed = addressesOf(of(commands.add).stdout, 'Destroying...');
    expect(destroyed.filter((address) => !address.startsWith('aws_ecs_task_definition.'))).toEqual([
      'aws_security_group.client_ways',
    ]);
    expect(
      of(commands.add).changes.filter((call) => call === REVOKED || call.startsWith('ecs Delete')),
    ).toEqual([]);
  });

  it('the state says between which targets it is, from the first step to the second', () => {
    expect(of(commands.add).stdout).toMatch(/switching_between = \[\s+"envoy",\s+"none",\s+\]/);
    expect(of(commands.remove).stdout).not.toContain('switching_between =');
    // Terraform shows the outputs that are left.
    expect(of(commands.remove).stdout).toContain('cluster_name = ');
  });

  it('removing takes a way away after the service that used it was told to go', () => {
    const { stdout } = of(commands.remove);
    const place = (address: string, what: string) => {
      const at = stdout.indexOf(`${address}: ${what}`);
      expect({ address, what, found: at > -1 }).toEqual({ address, what, found: true });
      return at;
    };
    // The callers of Envoys: the gateway, whose service is removed, and the tasks of the client that had one.
    expect(place('aws_ecs_service.ingress', 'Destruction complete')).toBeLessThan(
      place('aws_vpc_security_group_ingress_rule.client_from_ingress_23000', 'Destroying...'),
    );
    expect(place('aws_ecs_service.ingress', 'Destruction complete')).toBeLessThan(
      place('aws_vpc_security_group_ingress_rule.ingress_from_ingress_lb_8080', 'Destroying...'),
    );
    expect(place('aws_ecs_service.client', 'Modifications complete')).toBeLessThan(
      place('aws_vpc_security_group_ingress_rule.red_from_client_23000', 'Destroying...'),
    );
  });

  it('no ECS service of a node was ever replaced', () => {
    const deleted = Object.values(commands).flatMap((command) =>
      addressesOf(of(command).stdout, 'Destroying...').filter((address) =>
        address.startsWith('aws_ecs_service.'),
      ),
    );
    expect(deleted).toEqual(['aws_ecs_service.ingress']);
  });

  it('AWS was never asked for what it refuses', () => {
    const refused = aws.calls().filter(
      ({ operation, status, error, byTest }) =>
        !byTest &&
        // Terraform waits so until the last task of before has gone (decision 0019).
        !(operation === 'DeleteSecurityGroup' && error === 'DependencyViolation') &&
        (status >= 500 || /InUse|Dependency|InvalidParameter|Conflict|Idempotent/.test(error ?? '')),
    );
    expect(refused).toEqual([]);
  });
});

/** The addresses in lines such as `aws_ecs_service.client: Modifying...`, sorted. */
function addressesOf(stdout: string, what: string): string[] {
  const lines = stdout.split('\n').filter((line) => line.includes(`: ${what}`));
  const addresses = lines.map((line) => line.split(':')[0]?.replace(/ \(deposed object .*$/, '') ?? '');
  return [...new Set(addresses)].sort();
}
