import { chmodSync, existsSync, lstatSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { contextHash, describeContext, stageContext } from '../../../lib/project/sources';
import { CART, writeFile, writeProject } from './shop';

function staged(root: string): string {
  const described = describeContext(root, CART);
  if (described.kind === 'problems') throw new Error('not a context');
  const directory = join(root, 'staged');
  stageContext(described.context, directory);
  return directory;
}

describe('a staged context', () => {
  it('has the bytes of the project at the same paths', () => {
    const root = writeProject({ 'services/shop/cart/src/crlf.txt': 'a\r\nb' });
    expect(readFileSync(join(staged(root), CART, 'src/crlf.txt'), 'utf8')).toBe('a\r\nb');
  });

  it('has nothing that was left there before', () => {
    const root = writeProject();
    writeFile(root, 'staged/leftover.txt', 'x');
    expect(existsSync(join(staged(root), 'leftover.txt'))).toBe(false);
  });

  it('has links as links', () => {
    const root = writeProject();
    symlinkSync('main.ts', join(root, CART, 'src/link.ts'));
    const link = join(staged(root), CART, 'src/link.ts');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link)).toBe('main.ts');
  });

  it.each([0o000, 0o077])(
    'has the same modes under umask %o: images are equal, not only their tags',
    (umask) => {
      const previous = process.umask(umask);
      try {
        const root = writeProject({ 'services/shop/cart/run.sh': '#!/bin/sh\n' });
        chmodSync(join(root, CART, 'run.sh'), 0o700);
        const mode = (path: string) => statSync(join(staged(root), path)).mode & 0o777;
        expect([
          mode(`${CART}/run.sh`),
          mode(`${CART}/src/main.ts`),
          mode('package.json'),
          mode(CART),
          mode('.'),
        ]).toEqual([0o755, 0o644, 0o644, 0o755, 0o755]);
      } finally {
        process.umask(previous);
      }
    },
  );

  it('can be staged from again: the stage holds all that its hash speaks of', () => {
    const root = writeProject();
    const again = describeContext(staged(root), CART);
    const first = describeContext(root, CART);
    if (again.kind === 'problems' || first.kind === 'problems') throw new Error('not a context');
    expect(contextHash(again.context)).toBe(contextHash(first.context));
  });
});
