/** Stacks of a project that pins its providers, beside the same ones without. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { type ProviderLock, type ProviderLocks, readProject } from '../../lib/project';
import type { ProviderName } from '../../lib/project/terraform-providers';
import { addStacks } from '../../lib/stacks';
import colorTeller from '../../services/color-teller/application';
import type { TerraformJson } from '../support/synth';

const root = join(__dirname, '..', '..');
const environment = { MESH_BUILD: 'docker' };

const lockOf = (provider: ProviderName, version: string): ProviderLock => ({
  provider,
  file: 'terraform.lock.hcl',
  address: '',
  version,
  text: '',
});

describe('stacks of a project that pins its providers', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'pinned-'));
  const project = readProject({ root, sources: [colorTeller], environment, withoutLocks: true });
  const synthesise = (folder: string, pins: ProviderLocks): ReadonlyMap<string, string> => {
    const app = new App({ outdir: join(outdir, folder) });
    addStacks(app, project, pins);
    app.synth();
    const read = (name: string) => readFileSync(join(outdir, folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
    return new Map(project.stacks.map(({ name }) => [name, read(name)]));
  };
  const loose = synthesise('loose', {});
  const pinned = synthesise('pinned', { aws: lockOf('aws', '5.100.0'), docker: lockOf('docker', '3.6.2') });
  const partly = synthesise('partly', { aws: lockOf('aws', '6.25.0') });
  afterAll(() => rmSync(outdir, { recursive: true }));

  const jsonOf = (texts: ReadonlyMap<string, string>, stack: string) =>
    JSON.parse(texts.get(stack) ?? '') as TerraformJson;
  const requiredBy = (texts: ReadonlyMap<string, string>, stack: string) =>
    jsonOf(texts, stack).terraform['required_providers'];

  it.each(['state', 'dev-color-teller-network', 'dev-color-teller-registry', 'dev-color-teller'])(
    'ask for one version, which %s writes for the readers of its state',
    (stack) => {
      expect(requiredBy(pinned, stack)).toEqual({ aws: { source: 'hashicorp/aws', version: '5.100.0' } });
      expect(jsonOf(pinned, stack).output?.['aws_provider_version']).toEqual({
        value: '5.100.0',
        description: 'Version of provider hashicorp/aws that this stack was applied with',
      });
    },
  );

  it('have another one where images are built', () => {
    const images = 'dev-color-teller-images';
    const docker = { source: 'kreuzwerker/docker', version: '3.6.2' };
    expect(requiredBy(pinned, images)).toEqual({ docker });
    expect(jsonOf(pinned, images).output).toMatchObject({ docker_provider_version: { value: '3.6.2' } });
    expect(jsonOf(pinned, images).output).not.toHaveProperty('aws_provider_version');
    expect(partly.get(images)).toBe(loose.get(images));
  });

  it('differ in nothing else from those that are not pinned', () => {
    for (const { name } of project.stacks) {
      const { terraform, output, ...rest } = jsonOf(pinned, name);
      const { terraform: range, output: before = {}, ...same } = jsonOf(loose, name);
      // cdktf's comment lists the outputs.
      expect({ ...rest, '//': '' }).toEqual({ ...same, '//': '' });
      expect({ ...terraform, required_providers: {} }).toEqual({ ...range, required_providers: {} });
      const added = Object.keys(output ?? {}).filter((each) => !(each in before));
      expect(added).toEqual([name.endsWith('-images') ? 'docker_provider_version' : 'aws_provider_version']);
    }
  });
});
