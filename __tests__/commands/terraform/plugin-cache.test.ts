import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pluginCacheOf } from '../../../lib/commands/terraform/plugin-cache';

describe('the cache of providers', () => {
  let root: string;
  let home: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'plugin-cache-'));
    home = join(root, 'home');
    mkdirSync(join(home, '.terraform.d'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const own = () => ({ TF_PLUGIN_CACHE_DIR: join(root, '.cache', 'terraform-plugins') });
  const says = 'plugin_cache_dir   = "$HOME/.terraform.d/plugin-cache"\n';

  it('is one of the project, and is there', () => {
    expect(pluginCacheOf(root, {}, home)).toEqual(own());
    expect(existsSync(own().TF_PLUGIN_CACHE_DIR)).toBe(true);
  });

  it('is the user’s own where the environment names it', () => {
    expect(pluginCacheOf(root, { TF_PLUGIN_CACHE_DIR: '/mine' }, home)).toEqual({});
    expect(existsSync(join(root, '.cache'))).toBe(false);
  });

  it.each([
    ['.terraformrc', {}],
    ['.terraform.d/cache.tfrc', {}],
    ['named.tfrc', { TF_CLI_CONFIG_FILE: true }],
  ])('is the user’s own where %s names it', (file, variable) => {
    writeFileSync(join(home, file), `disable_checkpoint = true\n${says}`);
    const env = 'TF_CLI_CONFIG_FILE' in variable ? { TF_CLI_CONFIG_FILE: join(home, file) } : {};
    expect(pluginCacheOf(root, env, home)).toEqual({});
  });

  it('is the project’s where a configuration names none, or one names none in the place of one that does', () => {
    writeFileSync(join(home, '.terraformrc'), `# ${says}`);
    expect(pluginCacheOf(root, {}, home)).toEqual(own());
    writeFileSync(join(home, '.terraformrc'), says);
    writeFileSync(join(home, 'other.tfrc'), 'disable_checkpoint = true\n');
    expect(pluginCacheOf(root, { TF_CLI_CONFIG_FILE: join(home, 'other.tfrc') }, home)).toEqual(own());
  });

  it('loses links to what is no longer there', () => {
    const versions = join(own().TF_PLUGIN_CACHE_DIR, 'registry.terraform.io', 'hashicorp', 'aws');
    mkdirSync(versions, { recursive: true });
    symlinkSync('/nowhere/linux_amd64', join(versions, 'dead'));
    symlinkSync(home, join(versions, 'live'));
    pluginCacheOf(root, {}, home);
    expect(lstatSync(join(versions, 'dead'), { throwIfNoEntry: false })).toBeUndefined();
    expect(lstatSync(join(versions, 'live')).isSymbolicLink()).toBe(true);
  });
});
