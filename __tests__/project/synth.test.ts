/** `npm run synth` as a user runs it: the same bytes everywhere, and nothing at all where something is wrong. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { application } from '../../lib/mesh';
import type { ApplicationDefinition } from '../../lib/mesh/application-definition';
import { aGateway, aNode } from '../../lib/testing';
import * as applications from '../../services';
import { readProject } from '../../lib/project';
import { synthApplications } from '../support/synth';

const root = join(__dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'meshwright-main-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs main.ts in a folder of its own, into a folder of its own, with these settings alone. */
function runMain(outdir: string, settings: Record<string, string> = {}) {
  const others = Object.entries(process.env).filter(([name]) => !/^(MESH_|AWS_|NODE_OPTIONS$)/.test(name));
  const cwd = mkdtempSync(join(scratch, 'cwd-'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', require.resolve('tsx/cjs'), join(root, 'main.ts')],
    { cwd, encoding: 'utf8', env: { ...Object.fromEntries(others), CDKTF_OUTDIR: outdir, ...settings } },
  );
  return { status, stdout, stderr: stderr.trim().split('\n') };
}

/** Every file below a folder with its text. */
function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

describe('main.ts', () => {
  it('writes the same bytes into any folder, from any folder', () => {
    const [one, two] = [join(scratch, 'one'), join(scratch, 'two')];
    const first = runMain(one, { MESH_IMAGES: 'v1' });
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(runMain(two, { MESH_IMAGES: 'v1' })).toEqual(first);
    expect(filesIn(two)).toEqual(filesIn(one));
    const { stacks } = readProject({ root, sources: Object.values(applications), environment: {} });
    expect(Object.keys(filesIn(one)).filter((name) => name.endsWith('cdk.tf.json'))).toHaveLength(
      stacks.length,
    );
  });

  it('leaves no stack of an earlier synth, as `cdktf synth` does, and nothing that it did not write is removed', () => {
    const [used, fresh] = [join(scratch, 'used'), join(scratch, 'fresh')];
    runMain(used, { MESH_IMAGES: 'v1', MESH_STAGE: 'prod' });
    mkdirSync(join(used, 'stacks', 'notes'));
    writeFileSync(join(used, 'stacks', 'notes', 'ours.txt'), 'kept');
    runMain(used, { MESH_IMAGES: 'v1' });
    runMain(fresh, { MESH_IMAGES: 'v1' });
    expect(filesIn(used)).toEqual({ ...filesIn(fresh), 'stacks/notes/ours.txt': 'kept' });
  });

  it('reports every mistake, exits 1, and leaves cdktf.out as it was', () => {
    const outdir = join(scratch, 'kept');
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'manifest.json'), 'as it was');
    const { status, stdout, stderr } = runMain(outdir, {
      MESH_STAGE: 'Prod!',
      MESH_WEIGHTS: 'color-service/default:red=0,blue=0',
      MESH_IMAGES: 'clinet=example.com/client:v1',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.map((line) => /\[([a-z-]+)\]$/.exec(line)?.[1])).toEqual([
      'route-weights-sum',
      'image-source-unknown',
      'setting-stage-form',
    ]);
    expect(filesIn(outdir)).toEqual({ 'manifest.json': 'as it was' });
  });
});

describe('the order of declaration', () => {
  const definition = {
    mesh: 'shop',
    namespace: 'shop.local',
    nodes: {
      web: aNode({ backends: ['cart', 'stock'], runs: { environment: { A: '1', B: '2' } } }),
      cart: aNode({ backends: ['stock'] }),
      stock: aNode(),
    },
    services: {
      web: { to: 'web' },
      cart: {
        routes: {
          a: { targets: { cart: 90, stock: 10 } },
          b: { match: { prefix: '/b' }, targets: { cart: 1 } },
        },
      },
      stock: { to: 'stock' },
    },
    gateways: { one: aGateway(), two: aGateway() },
    tracing: {},
  };

  it('changes no byte of any stack', () => {
    const json = (one: unknown) =>
      synthApplications([application('shop', () => one as ApplicationDefinition)]).stacks.map(
        (stack) => stack.json,
      );
    expect(json(reversed(definition))).toEqual(json(definition));
  });
});

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed).reverse() as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, reversed(item)]);
  return Object.fromEntries(entries.reverse()) as T;
}
