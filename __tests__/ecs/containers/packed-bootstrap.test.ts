import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import {
  fitsArgument,
  packBootstrap,
  UNPACK_SCRIPT,
  unpackBootstrap,
} from '../../../lib/ecs/containers/packed-bootstrap';

const text = JSON.stringify({
  clusters: Array.from({ length: 500 }, (_, i) => ({ name: `ü-${i}`, quote: '"$@' })),
});

describe('a packed bootstrap', () => {
  it('is gzip in base64, as any other tool reads it', () => {
    expect(gunzipSync(Buffer.from(packBootstrap(text), 'base64')).toString()).toBe(text);
    expect(packBootstrap(text).length).toBeLessThan(text.length / 5);
    expect(unpackBootstrap(packBootstrap(text))).toBe(text);
  });

  it('has no time, no name and one level in its header: the same bytes at any time', () => {
    // RFC 1952: magic, deflate, no flags, four bytes of time, 2 for the smallest, 3 for Unix.
    const [header] = [Buffer.from(packBootstrap('{}'), 'base64').subarray(0, 10)];
    expect(header?.toString('hex')).toBe('1f8b0800000000000203');
  });

  it('is unpacked by the shell of the container into a path that the program may read', () => {
    const words = ['-c', UNPACK_SCRIPT, 'bash', '-c', 'cat "$2"', 'unused'];
    const env = { PATH: process.env['PATH'], ENVOY_BOOTSTRAP_GZIP: packBootstrap(text) };
    expect(execFileSync('bash', words, { env, encoding: 'utf8' })).toBe(text);
  });
});

it.each([
  [131_071, true],
  [131_072, false],
])('a bootstrap of %d bytes fits into an argument: %s, as the kernel says', (bytes, fits) => {
  const argument = 'x'.repeat(bytes);
  expect(fitsArgument(argument)).toBe(fits);
  const run = () => execFileSync('true', [argument]);
  if (process.platform === 'linux' && !fits) expect(run).toThrow('E2BIG');
  else expect(run).not.toThrow();
});
