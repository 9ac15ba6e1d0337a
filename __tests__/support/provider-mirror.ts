// A filesystem mirror of packages that are providers by name alone: terraform installs and hashes them, and starts none.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export interface Package {
  /** `hashicorp/aws` */
  readonly source: string;
  readonly version: string;
  /** `linux_amd64` */
  readonly platform: string;
}

/** What each package unpacks to, in bytes. */
export const PACKAGE_SIZE = 1_000_000;

/** Packed, as a registry has them, since of an unpacked one terraform makes a link. Returns a configuration that names it. */
export function makeMirror(folder: string, packages: readonly Package[]): string {
  for (const each of packages) {
    const content = Buffer.alloc(PACKAGE_SIZE, `${each.source} ${each.version} ${each.platform}\n`);
    writePackage(folder, each, content);
  }
  return writeConfiguration(folder);
}

export interface Packed {
  readonly version: string;
  /** Size of the unpacked program. */
  readonly bytes: number;
  /** For `TF_CLI_CONFIG_FILE`. */
  readonly configuration: string;
}

/** The real AWS provider, from a folder where it lies unpacked. */
export function packProvider(unpacked: string, folder: string, platform: string): Packed {
  const source = 'hashicorp/aws';
  const versions = join(unpacked, 'registry.terraform.io', source);
  const version = readdirSync(versions).find((name) => existsSync(join(versions, name, platform)));
  if (version === undefined) throw new Error(`no AWS provider for ${platform} in ${versions}`);
  const place = join(versions, version, platform);
  const program = readdirSync(place).find((name) => name.startsWith('terraform-provider-aws'));
  const content = readFileSync(join(place, program ?? ''));
  writePackage(folder, { source, version, platform }, content);
  return { version, bytes: content.length, configuration: writeConfiguration(folder) };
}

/** Sizes of the providers that lie unpacked below a folder, each once; a link is none. */
export function unpackedProviders(folder: string): number[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^terraform-provider-.*(?<!\.zip)$/.test(entry.name))
    .map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
}

function writePackage(folder: string, { source, version, platform }: Package, content: Buffer): void {
  const [, type = ''] = source.split('/');
  const at = join(folder, 'registry.terraform.io', source);
  mkdirSync(at, { recursive: true });
  const file = join(at, `terraform-provider-${type}_${version}_${platform}.zip`);
  rmSync(file, { force: true });
  for (const part of zip(`terraform-provider-${type}_v${version}_x5`, content)) appendFileSync(file, part);
}

function writeConfiguration(folder: string): string {
  const configuration = join(folder, 'mirror.tfrc');
  const text = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(folder)}\n  }\n}\n`;
  writeFileSync(configuration, text);
  return configuration;
}

/** One file that may be executed, stored as it is: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3 */
function zip(name: string, content: Buffer): Buffer[] {
  const fields = Buffer.alloc(26);
  // Version 1.0; no flags, no compression; the first day that the format can say.
  fields.writeUInt16LE(10, 0);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name)]);
  const rest = Buffer.alloc(14);
  // A regular file, rwxr-xr-x.
  rest.writeUInt32LE(0o100755 * 0x10000, 6);
  const madeOnUnix = Buffer.from([20, 3]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), madeOnUnix, fields, rest, Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length + content.length, 12);
  return [local, content, central, Buffer.from('PK\x05\x06'), end];
}
