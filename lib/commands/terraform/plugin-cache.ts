/**
 * The folder that keeps each provider once for all stacks: `TF_PLUGIN_CACHE_DIR`. A stack's own folder then holds a link.
 *
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { TerraformProgram } from './find-terraform';

/** In the project. */
const OWN_CACHE = join('.cache', 'terraform-plugins');

export function withPluginCache(root: string, { program, env }: TerraformProgram): TerraformProgram {
  return { program, env: { ...env, ...pluginCacheOf(root, env) } };
}

/**
 * The user's own folder, from the environment or from the configuration of terraform's command line; else one of this
 * project.
 */
export function pluginCacheOf(
  root: string,
  env: Readonly<Record<string, string>>,
  home = homedir(),
): Readonly<Record<string, string>> {
  if (env['TF_PLUGIN_CACHE_DIR']) return {};
  if (cliConfigurations(env, home).some(saysCache)) return {};
  const folder = join(root, OWN_CACHE);
  // Terraform does not make the folder.
  mkdirSync(folder, { recursive: true });
  removeDeadLinks(folder);
  return { TF_PLUGIN_CACHE_DIR: folder };
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function cliConfigurations(env: Readonly<Record<string, string>>, home: string): string[] {
  const named = env['TF_CLI_CONFIG_FILE'] || env['TERRAFORM_CONFIG'];
  const folder = join(home, '.terraform.d');
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tfrc')) : [];
  return [named || join(home, '.terraformrc'), ...more.map((name) => join(folder, name))].filter(existsSync);
}

const saysCache = (file: string) => /^\s*plugin_cache_dir\s*=/m.test(readFileSync(file, 'utf8'));

/** Terraform keeps a link to a filesystem mirror. It cannot write a provider where a broken link is. */
function removeDeadLinks(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink() && !existsSync(path)) rmSync(path);
  }
}
