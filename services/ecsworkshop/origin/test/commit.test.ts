import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommit } from '../src/commit';

describe('the commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commit-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string) => {
    writeFileSync(join(folder, 'code_hash.txt'), text);
    return join(folder, 'code_hash.txt');
  };

  it('is what the build of the image wrote down', () => {
    expect(readCommit({}, file('1a2b3c4\n'))).toBe('1a2b3c4');
  });

  it('is CODE_HASH where that is set, as in the workshop', () => {
    expect(readCommit({ CODE_HASH: 'abcdef0' }, file('1a2b3c4\n'))).toBe('abcdef0');
  });

  it.each(['', '\n'])('is local where nothing was written down: %j', (text) => {
    expect(readCommit({}, file(text))).toBe('local');
  });

  it('is local outside an image', () => {
    expect(readCommit({}, join(folder, 'missing.txt'))).toBe('local');
  });
});
