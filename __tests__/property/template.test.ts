/** What a user writes reaches AWS as it was written, whatever Terraform would read in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { http } from '../../lib/mesh';
import { escapeTemplate } from '../../lib/ecs/escape-template';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { block, containerOf, environmentOf, type Stack, synthApplications } from '../support/synth';
import { terraform, terraformEnvironment, whyNoTerraform } from '../support/terraform';
import { evaluate } from './terraform-values';
import { userPath, userText } from './user-text';

const why = whyNoTerraform();
const withTerraform = why === undefined ? it : it.skip;
if (why !== undefined) {
  if (process.env['CI'] === 'true') throw new Error(why);
  console.warn(`SKIPPED: user text through terraform; ${why}`);
}

/** Terraform keeps all text in this form of Unicode. */
const asKept = (text: string) => text.normalize('NFC');

/** One batch per run of terraform: a hundred texts cost as much as one. Failures print the seed. */
const batch = (text: fc.Arbitrary<string>) => fc.array(text, { minLength: 100, maxLength: 100 });
const once = { numRuns: 1, endOnFailure: true };

withTerraform('escaped text is evaluated to itself', async () => {
  await fc.assert(
    fc.asyncProperty(batch(userText), async (texts) => {
      expect(await evaluate(texts.map(escapeTemplate))).toEqual(texts.map(asKept));
    }),
    { ...once, numRuns: 5 },
  );
});

/** An application that says a text wherever it may say one. */
function saying(texts: readonly string[], paths: readonly string[]): MeshParts {
  const environment = Object.fromEntries(texts.map((text, index) => [`TEXT_${index}`, text]));
  const [health = '/', prefix = '/', ...prefixes] = [...new Set(paths)];
  const routes = prefixes
    .slice(0, 9)
    .map((path, index) => [`r${index}`, { service: 'web', match: { prefix: path } }]);
  return {
    nodes: {
      web: aNode({
        listeners: [http(3000, { health })],
        runs: { environment, healthCheck: { command: ['say', ...texts.slice(0, 10)] } },
      }),
    },
    services: { web: { routes: { said: { match: { prefix }, targets: { web: 100 } } } } },
    gateways: { ingress: aGateway({ routes: Object.fromEntries(routes) as never }) },
  };
}

const meshes = fc
  .tuple(batch(userText), batch(userPath))
  .map(([texts, paths]) => ({ texts, paths: [...new Set(paths)] }));

const synthesised = (texts: readonly string[], paths: readonly string[]) =>
  synthApplications([aMesh(saying(texts, paths))]).stack('dev-shop');

withTerraform('every text of an application is evaluated to itself', async () => {
  await fc.assert(
    fc.asyncProperty(meshes, async ({ texts, paths }) => {
      const stack = synthesised(texts, paths);
      const [containers = '', ...said] = await evaluate([...containersOf(stack), ...pathsOf(stack)]);
      const app = containerOf(withContainers(stack, containers), 'web', 'app');
      const { PORT, ...environment } = environmentOf(app);
      expect(PORT).toBe('3000');
      // ECS keeps no variable without a value, so none is written.
      const kept = texts.map((text, index) => [`TEXT_${index}`, asKept(text)]);
      expect(environment).toEqual(Object.fromEntries(kept.filter(([, text]) => text !== '')));
      expect(app.healthCheck?.command).toEqual(['CMD', 'say', ...texts.slice(0, 10).map(asKept)]);
      expect(said).toEqual(paths.slice(0, said.length));
    }),
    once,
  );
});

withTerraform(
  'the AWS provider takes the whole stack',
  async () => {
    await fc.assert(
      fc.asyncProperty(meshes, async ({ texts, paths }) => {
        expect(await validate(synthesised(texts, paths))).toEqual({ exitCode: 0, stderr: '' });
      }),
      once,
    );
  },
  60_000,
);

/** References to what only AWS knows are plain names here; everything else stays as it was synthesised. */
function containersOf(stack: Stack): string[] {
  const { container_definitions } = block(stack, 'aws_ecs_task_definition.web');
  return [String(container_definitions).replace(/(?<!\$)\$\{(aws_|local\.|data\.)[^}]*\}/g, 'REFERENCE')];
}

/** Health path, prefix of the route, prefixes of the gateway: in the order in which `saying` takes them. */
function pathsOf(stack: Stack): string[] {
  interface Spec {
    readonly listener: readonly { readonly health_check: { readonly path: string } }[];
    readonly http_route: { readonly match: { readonly prefix: string } };
  }
  const spec = (address: string) => block(stack, address)['spec'] as Spec;
  const prefix = (address: string) => spec(address).http_route.match.prefix;
  const routes = Object.keys(stack.terraform.resource?.['aws_appmesh_gateway_route'] ?? {}).sort();
  return [
    ...spec('aws_appmesh_virtual_node.web').listener.map(({ health_check }) => health_check.path),
    prefix('aws_appmesh_route.web_said'),
    ...routes.map((name) => prefix(`aws_appmesh_gateway_route.${name}`)),
  ];
}

function withContainers(stack: Stack, container_definitions: string): Stack {
  const resource = { aws_ecs_task_definition: { web: { container_definitions } } };
  return { ...stack, terraform: { ...stack.terraform, resource } };
}

async function validate({ json }: Stack): Promise<{ exitCode: number | null; stderr: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'meshwright-validate-'));
  const env = terraformEnvironment(process.env);
  try {
    writeFileSync(join(cwd, 'cdk.tf.json'), json);
    const init = await terraform(['init', '-backend=false', '-no-color'], { cwd, env });
    if (init.exitCode !== 0) return init;
    const { exitCode, stderr } = await terraform(['validate', '-no-color'], { cwd, env });
    return { exitCode, stderr };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
