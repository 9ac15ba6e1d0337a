// Where terraform gets the AWS provider on this machine: its CLI configuration, else a mirror, else the registry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const registry = 'registry.terraform.io';
const cache = join(__dirname, '..', '..', '..', '.cache', 'terraform');
const downloads = join(cache, 'plugins');

/** Set on top of the caller's environment; undefined means unset. */
export function providerEnvironment(): NodeJS.ProcessEnv {
  const config = cliConfiguration();
  if (config !== undefined) return { TF_CLI_CONFIG_FILE: config };
  mkdirSync(downloads, { recursive: true });
  return { TF_CLI_CONFIG_FILE: undefined, TF_PLUGIN_CACHE_DIR: downloads };
}

/** Why terraform cannot get the provider; undefined if it can. */
export function whyNoProvider(): string | undefined {
  if (cliConfiguration() !== undefined || existsSync(join(downloads, registry, 'hashicorp', 'aws')))
    return undefined;
  // Only the registry is left, and one `init` tells. Its download (700 MB) stays in our cache.
  const probe = join(cache, 'probe');
  mkdirSync(probe, { recursive: true });
  const wanted = { aws: { source: 'hashicorp/aws', version: '~> 5.100' } };
  writeFileSync(join(probe, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: wanted } }));
  const env = { ...process.env, ...providerEnvironment(), CHECKPOINT_DISABLE: '1' };
  const { status } = spawnSync('terraform', ['init', '-input=false'], { cwd: probe, env, timeout: 300_000 });
  const places = 'TF_CLI_CONFIG_FILE, a filesystem mirror (TF_PLUGIN_MIRROR names one) or the registry';
  return status === 0 ? undefined : `terraform finds no AWS provider: neither ${places} has it`;
}

/** A folder that holds the provider as a filesystem mirror does: that of the configuration, or of what was downloaded. */
export function mirrorFolder(): string {
  const config = cliConfiguration();
  const [, path] =
    /filesystem_mirror\s*\{[^}]*?path\s*=\s*"([^"]+)"/.exec(config ? readFileSync(config, 'utf8') : '') ?? [];
  return path ?? downloads;
}

/** The user's own CLI configuration if it says where providers come from, else ours if a mirror is here, else none. */
function cliConfiguration(): string | undefined {
  const own = process.env['TF_CLI_CONFIG_FILE'] ?? '';
  if (own !== '' && existsSync(own)) return own;
  const usual = join(homedir(), '.terraformrc');
  if (existsSync(usual) && readFileSync(usual, 'utf8').includes('provider_installation')) return usual;
  const mirror = mirrors().find(holdsAwsProvider);
  return mirror === undefined ? undefined : writeConfiguration(mirror);
}

/** The places where people keep a folder laid out as `registry.terraform.io/hashicorp/aws/<version>/<platform>`. */
function mirrors(): string[] {
  const named = (process.env['TF_PLUGIN_MIRROR'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = [
    join(homedir(), '.terraform.d', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
  ];
  const optional = foldersIn('/opt');
  return [...named, ...usual, ...optional, ...optional.flatMap(foldersIn)];
}

function holdsAwsProvider(mirror: string): boolean {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  return foldersIn(join(mirror, registry, 'hashicorp', 'aws')).some((version) =>
    existsSync(join(version, platform)),
  );
}

/** What the mirror holds comes from there alone, everything else still from its registry. */
function writeConfiguration(mirror: string): string {
  const held = foldersIn(join(mirror, registry)).flatMap(foldersIn);
  const names = held.map((folder) => JSON.stringify(folder.slice(mirror.length + 1).replaceAll('\\', '/')));
  const text = `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${names.sort().join(', ')}]
  }
  direct {
    exclude = [${names.join(', ')}]
  }
}
`;
  const path = join(cache, 'mirror.tfrc');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return path;
  mkdirSync(cache, { recursive: true });
  // Another jest worker may be reading it.
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isFile()).map((entry) => join(folder, entry.name));
  } catch {
    return []; // Not there, or not ours to read.
  }
}
