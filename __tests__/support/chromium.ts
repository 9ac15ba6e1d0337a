// The Chromium of the browser tests: the one that CHROMIUM_BIN names, the one in an npm package, or the machine's own.
import { execFile, spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { buildOnce } from './once';

interface Chromium {
  readonly executablePath: string;
  /** What it needs to be told, since not all of it is where the system looks. */
  readonly env: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '..', '..');
/** Holds the binary itself, packed: no install script, no download beside the registry's, no root. */
const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Its own sandbox needs rights that containers do not give; the rest keeps it from calling home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe` for tests that need a browser: a loud skip where there is none, a failure with CI=true. */
export function describeWithChromium(title: string, body: () => void): void {
  const reason = whyNoChromium();
  if (reason === undefined) return void describe(title, body);
  if (process.env['CI'] === 'true') {
    return void describe(title, () => {
      test('the browser is there', () => {
        throw new Error(reason);
      });
    });
  }
  console.warn(`SKIPPED: ${title}: ${reason}`);
  describe.skip(title, body);
}

export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
}

/** Why there is no browser; undefined if there is one. */
function whyNoChromium(): string | undefined {
  if (process.env['CHROMIUM_BIN'] || hasPackage() || installedChromium() !== undefined) return undefined;
  return `the browser tests need Chromium; the npm package @sparticuz/chromium is not installed or not for ${process.platform} ${process.arch}, and there is none on PATH as ${NAMES.join(', ')} (set CHROMIUM_BIN to name one)`;
}

async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROMIUM_BIN'];
  if (named) return { executablePath: named, env: {} };
  if (hasPackage()) return packagedChromium();
  const installed = installedChromium();
  if (installed === undefined) throw new Error(whyNoChromium());
  return { executablePath: installed, env: {} };
}

function hasPackage(): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(join(PACKAGE, 'bin'));
}

function installedChromium(): string | undefined {
  return NAMES.find((name) => spawnSync(name, ['--version'], { timeout: 20_000 }).status === 0);
}

/** Unpacked into the project's cache: 2 s, once. The package's own code would share a folder of /tmp with other users. */
async function packagedChromium(): Promise<Chromium> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(ROOT, '.cache', `chromium-${version}`);
  await buildOnce(folder, unpack);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

async function unpack(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all([
    unbrotli('chromium.br', join(folder, 'chromium')),
    // NSS and a font, for a machine that has neither. The same font everywhere, for the same pictures.
    ...['al2023', 'fonts'].map(async (name) => {
      const archive = join(folder, `${name}.tar`);
      await unbrotli(`${name}.tar.br`, archive);
      await promisify(execFile)('tar', ['-xf', archive, '-C', folder]);
    }),
  ]);
  writeFileSync(join(folder, 'fonts.conf'), FONTS);
}

/** The fonts lie beside the file, whose folder gets its last name after this; the cache is where fontconfig keeps its own. */
const FONTS = `<?xml version="1.0"?>
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

async function unbrotli(name: string, target: string): Promise<void> {
  const packed = createReadStream(join(PACKAGE, 'bin', name));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(target, { mode: 0o755 }));
}
