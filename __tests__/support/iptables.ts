// The command iptables: the machine's own, or Debian's package unpacked into the project's cache, which installs nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '.cache', 'iptables');

/** The command, and the libraries that a machine without it may lack. */
const PACKAGES = ['iptables', 'libmnl0', 'libnftnl11', 'libxtables12'];

/** Words before its arguments; throws where it cannot be had. Jest decides what to skip at once, so it does not wait. */
export function provideIptables(): readonly string[] {
  return runs(['iptables']) ? ['iptables'] : provideUnpacked();
}

/** Debian's, whatever the machine has. */
export function provideUnpacked({ folder = FOLDER, apt = 'apt-get' } = {}): readonly string[] {
  if (!existsSync(folder) || !runs(wordsIn(folder))) fill(folder, apt);
  return wordsIn(folder);
}

/** Another test file may do the same just now; the first one's is taken. */
function fill(folder: string, apt: string): void {
  const building = `${folder}.building-${process.pid}`;
  try {
    mkdirSync(join(building, 'lists', 'partial'), { recursive: true });
    download(building, apt);
    for (const file of readdirSync(building).filter((name) => name.endsWith('.deb')))
      execFileSync('dpkg-deb', ['-x', file, '.'], { cwd: building, stdio: 'pipe' });
    rmSync(join(building, 'lists'), { recursive: true });
    if (!runs(wordsIn(building))) throw new Error("Debian's iptables does not start here");
    if (existsSync(folder) && runs(wordsIn(folder))) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** From where the machine's apt gets all else, which checks signatures. The lists are our own: an image often has none. */
function download(folder: string, apt: string): void {
  const options = [`Dir::State::lists=${join(folder, 'lists')}`, 'APT::Sandbox::User=root'];
  const patience = ['Acquire::Retries=0', 'Acquire::http::Timeout=10', 'Acquire::https::Timeout=10'];
  const words = [...options, ...patience].flatMap((option) => ['-o', option]);
  for (const command of [['update'], ['download', ...PACKAGES]]) {
    const { error, status, stderr } = spawnSync(apt, ['-qq', ...words, ...command], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (error !== undefined || status !== 0)
      throw new Error(`${apt} ${command[0]}: ${error?.message ?? stderr.trim()}`);
  }
}

/** Libraries are in a folder that has the processor's name. */
function wordsIn(folder: string): readonly string[] {
  const libraries = ['lib', 'usr/lib'].flatMap((name) => {
    const parent = join(folder, name);
    return existsSync(parent) ? readdirSync(parent).map((each) => join(parent, each)) : [];
  });
  const extensions = libraries.map((library) => join(library, 'xtables')).find(existsSync) ?? '';
  const environment = [`LD_LIBRARY_PATH=${libraries.join(':')}`, `XTABLES_LIBDIR=${extensions}`];
  return ['env', ...environment, join(folder, 'usr', 'sbin', 'iptables-nft')];
}

function runs([program = '', ...words]: readonly string[]): boolean {
  return spawnSync(program, [...words, '--version'], { timeout: 5000 }).status === 0;
}
