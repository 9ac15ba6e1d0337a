/** The real terraform, with the real AWS provider, reads every stack: `init` without a backend, then `validate`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationLoadBalancer } from '../../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh, aNode } from '../../../lib/testing';
import { type Stack, synthApplications, synthColorTeller } from '../../support/synth';
import { terraform, terraformEnvironment, whyNoTerraform } from '../../support/terraform';

/** What color-teller does not use: HTTPS, scaling, a worker, a route whose name is no identifier, text that looks like a template. */
const rest = aMesh({
  nodes: {
    web: aNode({
      listeners: [
        {
          protocol: 'http',
          port: 3000,
          timeout: { perRequest: { milliseconds: 1500 }, idle: { milliseconds: 60_000 } },
          connectionPool: { maxConnections: 100, maxPendingRequests: 10 },
          outlierDetection: {
            maxServerErrors: 5,
            interval: { milliseconds: 10_000 },
            baseEjectionDuration: { milliseconds: 30_000 },
            maxEjectionPercent: 50,
          },
        },
      ],
      runs: {
        scaling: { min: 2, max: 4, cpuPercent: 60 },
        environment: { PATTERN: '${not.a.reference} %{if} "quoted" \\ $${' },
        containerMemoryMiB: 256,
      },
    }),
    worker: { backends: ['web'], runs: { source: 'worker' } },
  },
  services: {
    web: {
      routes: {
        '9-canary_1': { match: { prefix: '/a${x}' }, targets: { web: 1 } },
        rest: { targets: { web: 1 } },
      },
    },
  },
  gateways: {
    ingress: aGateway({
      listener: {
        protocol: 'http',
        port: 8080,
        connectionPool: { maxConnections: 100 },
      },
      loadBalancer: applicationLoadBalancer(80, {
        certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c',
      }),
    }),
  },
});

const none = { MESH_TARGET: 'none' };
/** Each under a name of its own: an application's stack has the same one on every target. */
const stacks: readonly Stack[] = [
  ...synthColorTeller().stacks,
  synthApplications([rest]).stack('dev-shop'),
  ...[
    synthColorTeller(none).stack('dev-color-teller'),
    synthApplications([rest], none).stack('dev-shop'),
  ].map((stack) => ({ ...stack, name: `${stack.name}, target none` })),
];
const reason = whyNoTerraform();

if (reason !== undefined && process.env['CI'] !== 'true')
  console.warn(`SKIPPED: terraform validate: ${reason}`);
(reason !== undefined && process.env['CI'] !== 'true' ? describe.skip : describe)('terraform', () => {
  let verdicts: ReadonlyMap<string, Verdict>;

  beforeAll(async () => {
    if (reason !== undefined) throw new Error(reason);
    verdicts = await validateAll();
  }, 180_000);

  it.each(stacks.map(({ name }) => name))('finds nothing wrong with stack %s', (name) => {
    expect(verdicts.get(name)).toEqual({ valid: true, diagnostics: [] });
  });
});

interface Verdict {
  readonly valid: boolean;
  readonly diagnostics: readonly string[];
}

/** Two at a time: each takes a provider of half a gigabyte. */
async function validateAll(): Promise<Map<string, Verdict>> {
  const found = new Map<string, Verdict>();
  const open = [...stacks];
  const work = async (): Promise<void> => {
    for (let stack = open.shift(); stack !== undefined; stack = open.shift())
      found.set(stack.name, await validate(stack));
  };
  await Promise.all([work(), work()]);
  return found;
}

async function validate({ name, json }: Stack): Promise<Verdict> {
  const cwd = mkdtempSync(join(tmpdir(), `${name.replace(/\W+/g, '-')}-`));
  const options = { cwd, env: terraformEnvironment(process.env) };
  try {
    writeFileSync(join(cwd, 'cdk.tf.json'), json);
    const init = await terraform(['init', '-backend=false', '-no-color'], options);
    if (init.exitCode !== 0) return { valid: false, diagnostics: [init.stdout + init.stderr] };
    const { stdout } = await terraform(['validate', '-json'], options);
    const { valid, diagnostics } = JSON.parse(stdout) as {
      valid: boolean;
      diagnostics: { severity: string; summary: string; detail: string; snippet?: { context?: string } }[];
    };
    return {
      valid,
      diagnostics: diagnostics.map(
        ({ severity, summary, detail, snippet }) =>
          `${severity}: ${snippet?.context ?? ''}: ${summary}: ${detail}`,
      ),
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
