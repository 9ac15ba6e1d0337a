/** Random meshes as App Mesh takes them from the real provider: all are applied, and a second plan is empty. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aMesh, type MeshParts } from '../../../lib/testing';
import { anyMesh } from '../../property/meshes';
import { seedOf } from '../../property/seed';
import { appMeshAlone } from '../../support/app-mesh-alone';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform } from '../../support/terraform';

const MESHES = 15;
const seed = seedOf();

/** Fields that App Mesh has no word for. Nearly every random mesh has one of them. */
const UNSAID = [
  'keepAlive',
  'maxHeadersCount',
  'mergeSlashes',
  'pathWithEscapedSlashes',
  'preserveExternalRequestId',
];
const withoutUnsaid = (parts: MeshParts): MeshParts =>
  JSON.parse(
    JSON.stringify(parts, (key, value: unknown) => (UNSAID.includes(key) ? undefined : value)),
  ) as MeshParts;

/** Each is a module, and a mesh of its own in the account. */
const meshes = fc
  .sample(anyMesh, { numRuns: 20 * MESHES, seed })
  .map(withoutUnsaid)
  .filter(isSound)
  .slice(0, MESHES)
  .map((parts, index) => ({ name: `mesh-${index}`, parts }));

function isSound(parts: MeshParts): boolean {
  const application = aMesh(parts).at({ stage: 'dev' });
  const found = validateApplication(application);
  const isWrong = found.some(({ severity }) => severity === 'error');
  return !isWrong && validateForAppMesh(application).every(({ severity }) => severity === 'warning');
}

describeWithAws(`${MESHES} random meshes, SEED=${seed}`, () => {
  let aws: AwsDoubles;
  let folder = '';
  const run = async (...args: string[]): Promise<void> => {
    const { exitCode, stdout, stderr } = await terraform([...args, '-no-color'], {
      cwd: folder,
      env: aws.env,
    });
    const said = `${stdout}\n${stderr}`.split('\n').filter((line) => line.length < 1_000);
    if (exitCode !== 0)
      throw new Error(`terraform ${args.join(' ')}: ${exitCode}\n${said.slice(-80).join('\n')}`);
  };
  beforeAll(async () => {
    aws = await startAwsDoubles();
    folder = writeModules();
    await run('init');
  }, 300_000);
  afterAll(async () => {
    await aws.stop();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test('are as many as that, and say much', () => {
    expect(meshes).toHaveLength(MESHES);
    const types = new Set(meshes.flatMap(({ name, parts }) => Object.keys(resourcesOf(name, parts))));
    expect([...types].sort()).toEqual([
      'aws_appmesh_gateway_route',
      'aws_appmesh_mesh',
      'aws_appmesh_route',
      'aws_appmesh_virtual_gateway',
      'aws_appmesh_virtual_node',
      'aws_appmesh_virtual_router',
      'aws_appmesh_virtual_service',
    ]);
  });

  test('are accepted, and a second plan is empty', async () => {
    await run('apply', '-auto-approve');
    await run('plan', '-detailed-exitcode');
  }, 400_000);

  test('can be destroyed', async () => {
    await run('destroy', '-auto-approve');
    expect(await aws.call('appmesh', 'ListMeshes')).toEqual({ meshes: [] });
  }, 300_000);
});

/** One terraform for all of them. */
function writeModules(): string {
  const folder = writeConfiguration({});
  for (const { name, parts } of meshes) {
    mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, name, 'main.tf.json'),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
        resource: resourcesOf(name, parts),
      }),
    );
  }
  const module = Object.fromEntries(meshes.map(({ name }) => [name, { source: `./${name}` }]));
  writeFileSync(join(folder, 'modules.tf.json'), JSON.stringify({ module }));
  return folder;
}

const resourcesOf = (mesh: string, parts: MeshParts) => appMeshAlone(aMesh({ ...parts, mesh }));
