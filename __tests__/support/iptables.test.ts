import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideUnpacked } from './iptables';
import { whyNoNetworkNamespace } from './network-namespace';

const hasPackages = ['apt-get', 'dpkg-deb'].every((tool) => spawnSync(tool, ['--version']).status === 0);

/** Where the test that needs the command runs, Debian's must be able to replace the machine's own. */
const reason = whyNoNetworkNamespace() ?? (hasPackages ? undefined : 'it needs apt-get and dpkg-deb');
if (reason !== undefined) console.warn(`SKIPPED: iptables out of Debian's package: ${reason}`);

(reason === undefined ? describe : describe.skip)("iptables out of Debian's package", () => {
  it('reads the rules of a network, with its own libraries', () => {
    const [program = '', ...words] = provideUnpacked();
    const seen = spawnSync(program, [...words, '-t', 'nat', '-S'], { encoding: 'utf8' });
    expect(seen).toMatchObject({ status: 0, stdout: expect.stringMatching(/^-P PREROUTING ACCEPT/) });
  }, 150_000);
});

describe('where there is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iptables-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is said what was tried, and nothing half-made is left', () => {
    const cache = join(folder, 'iptables');
    expect(() => provideUnpacked({ folder: cache, apt: 'no-apt' })).toThrow(/^no-apt update: .*ENOENT/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
