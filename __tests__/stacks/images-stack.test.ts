/**
 * Stack images as JSON, on disk, and by the typings of the Docker provider 3.6.2, which the construct is compiled with.
 * The provider itself cannot be had where these tests were written: no `terraform validate`, no build and no push stands
 * behind them.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Image } from '@cdktf/provider-docker/lib/image';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { App } from 'cdktf';
import type { Architecture } from '../../lib/mesh/application';
import { readProject } from '../../lib/project';
import { addStacks } from '../../lib/stacks';
import { aMesh, aNode } from '../../lib/testing';
import { CART, json, writeFile, writeProject } from '../project/sources/shop';
import { addresses, block, containerOf, resourcesOf, ROOT, type Stack, synthBuilt } from '../support/synth';

const NAME = 'dev-color-teller-images';
const project = synthBuilt({ MESH_BUILD: 'docker' });
const images = project.stack(NAME);
const url = (source: string) => `\${data.terraform_remote_state.registry.outputs.${source}_repository_url}`;

/** What each image is tagged with, by its address. */
const tagsIn = (stack: Stack): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(resourcesOf(stack, 'docker_image')).map(([name, { triggers }]) => [name, triggers]),
  );

describe('stack dev-color-teller-images', () => {
  it('builds and pushes one image per source folder, under these addresses', () => {
    expect(addresses(images)).toEqual([
      'data.terraform_remote_state.registry',
      'docker_image.backend',
      'docker_image.client',
      'docker_registry_image.backend',
      'docker_registry_image.client',
    ]);
  });

  it('pushes exactly the tags that the application runs', () => {
    const application = project.stack('dev-color-teller');
    for (const [node, source] of [
      ['red', 'backend'],
      ['client', 'client'],
    ] as const) {
      const { name } = block(images, `docker_image.${source}`);
      expect(application.terraform.locals?.[`${source}_image`]).toContain(`"${String(name)}"`);
      expect(containerOf(application, node, 'app').image).toBe(`\${local.${source}_image}`);
    }
  });

  it('builds from a folder of its own, by a relative path, for the machines that run it', () => {
    const [tag] = Object.values(tagsIn(images)['backend'] as Record<string, string>);
    expect(images.json).toHaveResourceWithProperties(Image, {
      name: `${url('backend')}:${tag}`,
      build: {
        context: `assets/backend/${tag}`,
        dockerfile: 'services/color-teller/backend/Dockerfile',
        platform: 'linux/amd64',
      },
      triggers: { sources: tag },
      keep_locally: true,
    });
  });

  it('pushes what it has built, and deletes no image from the registry: a rollback goes back to it', () => {
    expect(images.json).toHaveResourceWithProperties(RegistryImage, {
      name: '${docker_image.backend.name}',
      triggers: tagsIn(images)['backend'],
      keep_remotely: true,
    });
  });

  it('knows the registry by its address and nothing more: user and password are the Docker configuration’s', () => {
    expect(images.json).toHaveProviderWithProperties(DockerProvider, {
      registry_auth: [{ address: `\${element(split("/", ${url('backend').slice(2, -1)}), 0)}` }],
    });
    expect(images.json).not.toMatch(/password|username|auth_config|config_file|token|secret/i);
  });

  it('is the only stack with the Docker provider, and has no other', () => {
    expect(images.terraform.terraform['required_providers']).toEqual({
      docker: { source: 'kreuzwerker/docker', version: '>= 3.6.2, < 4.0.0' },
    });
    expect(Object.keys(images.terraform.provider)).toEqual(['docker']);
    const others = project.stacks.filter(({ name }) => name !== NAME);
    expect(others.filter(({ json }) => /kreuzwerker|"docker/.test(json))).toEqual([]);
  });

  it('has what it pushed as its contract, by digest', () => {
    expect(images.terraform.output).toEqual({
      backend_image: {
        description: 'Image of backend that was pushed, by its digest',
        value: `${url('backend')}@\${docker_registry_image.backend.sha256_digest}`,
      },
      client_image: {
        description: 'Image of client that was pushed, by its digest',
        value: `${url('client')}@\${docker_registry_image.client.sha256_digest}`,
      },
    });
  });

  it('keeps its state beside the others, with the native lock file', () => {
    expect(images.terraform.terraform['backend']).toEqual(
      expect.objectContaining({
        s3: expect.objectContaining({ key: `${NAME}.tfstate`, use_lockfile: true }),
      }),
    );
  });

  it('holds nothing of the machine, and no secret', () => {
    expect(images.json).not.toContain(ROOT);
    expect(images.json).not.toContain(tmpdir());
    expect(images.json).not.toMatch(/"\/[a-z]/);
  });

  it('comes after the registry and before the application', () => {
    expect(project.stacks.map(({ name }) => name)).toEqual([
      'state',
      'dev-color-teller-network',
      'dev-color-teller-registry',
      NAME,
      'dev-color-teller',
    ]);
  });

  it('is not there by default: a deployment needs no Docker engine', () => {
    expect(synthBuilt().stacks.map(({ name }) => name)).not.toContain(NAME);
  });

  it('changes no byte of the other stacks', () => {
    const without = synthBuilt();
    for (const { name, json } of without.stacks) expect(project.stack(name).json).toBe(json);
  });

  it('builds nothing that MESH_IMAGES names', () => {
    const some = synthBuilt({ MESH_BUILD: 'docker', MESH_IMAGES: 'client=example.org/client:v1' });
    expect(Object.keys(tagsIn(some.stack(NAME)))).toEqual(['backend']);
    const none = synthBuilt({ MESH_BUILD: 'docker', MESH_IMAGES: 'v7' });
    expect(addresses(none.stack(NAME))).toEqual([]);
  });

  it('takes the base image from the mirror, too', () => {
    const mirrored = synthBuilt({ MESH_BUILD: 'docker', MESH_IMAGE_MIRROR: 'registry.example.org/mirror' });
    for (const body of Object.values(resourcesOf(mirrored.stack(NAME), 'docker_image')))
      expect(body).toMatchObject({
        build: {
          build_args: { NODE_IMAGE: 'registry.example.org/mirror/docker/library/node:22.20.0-alpine3.22' },
        },
      });
    expect(tagsIn(mirrored.stack(NAME))).toEqual(tagsIn(images));
  });
});

/** A project on disk whose nodes run `cart` and `web`. */
interface Written {
  readonly images: Stack['terraform'];
  /** Folder of the stack. */
  readonly folder: string;
}

const outdirs: string[] = [];
afterAll(() => outdirs.forEach((outdir) => rmSync(outdir, { recursive: true, force: true })));

function synthShop(
  root: string,
  { outdir = newFolder(), architecture = 'X86_64' as Architecture } = {},
): Written {
  const sources = [
    aMesh({
      architecture,
      nodes: { web: aNode({ runs: { source: 'web' } }), cart: aNode({ runs: { source: 'cart' } }) },
    }),
  ];
  const app = new App({ outdir });
  addStacks(app, readProject({ root, sources, environment: { MESH_BUILD: 'docker' } }));
  app.synth();
  const folder = join(outdir, 'stacks', 'dev-shop-images');
  const text = readFileSync(join(folder, 'cdk.tf.json'), 'utf8');
  return { images: JSON.parse(text) as Stack['terraform'], folder };
}

function newFolder(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'meshwright-images-'));
  outdirs.push(outdir);
  return outdir;
}

const newProject = () => writeProject({ 'cdktf.json': json({ app: 'x' }) });
const contextOf = ({ images: { resource } }: Written, source: string): string =>
  (resource?.['docker_image']?.[source]?.['build'] as { context: string }).context;

/** Path, kind, mode and content of everything below a folder. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const mode = (lstatSync(path).mode & 0o777).toString(8);
      if (entry.isSymbolicLink()) return `${path.slice(folder.length)} -> ${readlinkSync(path)}`;
      const content = entry.isFile() ? readFileSync(path, 'utf8') : '';
      return `${path.slice(folder.length)} ${mode} ${content}`;
    })
    .sort();
}

describe('the sources of images', () => {
  it('travel as assets of the stack: every path that its JSON names is there, with the Dockerfile in it', () => {
    const written = synthShop(newProject());
    for (const body of Object.values(written.images.resource?.['docker_image'] ?? {})) {
      const { context, dockerfile } = body['build'] as { context: string; dockerfile: string };
      expect(context).toMatch(/^assets\//);
      expect(existsSync(join(written.folder, context, dockerfile))).toBe(true);
    }
  });

  it('are pushed before the application starts, for `npx cdktf deploy` too, which knows the manifest alone', () => {
    const manifest = readFileSync(join(synthShop(newProject()).folder, '../../manifest.json'), 'utf8');
    const { stacks } = JSON.parse(manifest) as { stacks: Record<string, { dependencies: string[] }> };
    expect(stacks['dev-shop']?.dependencies).toContain('dev-shop-images');
    expect(stacks['dev-shop-images']?.dependencies).toEqual(['dev-shop-registry']);
  });

  it('are the same bytes and modes on every machine and twice in a row, links included', () => {
    const root = newProject();
    symlinkSync('main.ts', join(root, CART, 'src/link.ts'));
    symlinkSync('nowhere.ts', join(root, CART, 'src/broken.ts'));
    const one = synthShop(root);
    const first = listing(one.folder);
    expect(first).toContain(`/${contextOf(one, 'cart')}/${CART}/src/link.ts -> main.ts`);
    expect(first).toContain(`/${contextOf(one, 'cart')}/${CART}/src/broken.ts -> nowhere.ts`);
    const inherited = process.umask(0o077);
    try {
      const two = synthShop(root);
      const path = contextOf(one, 'cart');
      expect(listing(join(two.folder, path))).toEqual(listing(join(one.folder, path)));
    } finally {
      process.umask(inherited);
    }
    expect(listing(synthShop(root, { outdir: join(one.folder, '../..') }).folder)).toEqual(first);
  });

  it('replace an image as soon as one of its own bytes changes, and no other image', () => {
    const root = newProject();
    const outdir = newFolder();
    const before = synthShop(root, { outdir });
    writeFile(root, `${CART}/src/main.ts`, 'export const changed = true;\n');
    const after = synthShop(root, { outdir });
    expect(contextOf(after, 'web')).toBe(contextOf(before, 'web'));
    expect(contextOf(after, 'cart')).not.toBe(contextOf(before, 'cart'));
    // What older sources left would only be dead weight.
    expect(existsSync(join(after.folder, contextOf(before, 'cart')))).toBe(false);
  });

  it('replace nothing where only the time or the machine’s own bits of a file change', () => {
    const root = newProject();
    const before = synthShop(root);
    writeFile(root, `${CART}/src/main.ts`, readFileSync(join(root, CART, 'src/main.ts'), 'utf8'));
    chmodSync(join(root, CART, 'src/main.ts'), 0o664);
    expect(synthShop(root).images).toEqual(before.images);
  });

  it.each([
    ['X86_64', 'linux/amd64'],
    ['ARM64', 'linux/arm64'],
  ] as const)('are built for %s as %s', (architecture, platform) => {
    const { images: terraform } = synthShop(newProject(), { architecture });
    for (const body of Object.values(terraform.resource?.['docker_image'] ?? {}))
      expect(body).toMatchObject({ build: { platform } });
  });
});
