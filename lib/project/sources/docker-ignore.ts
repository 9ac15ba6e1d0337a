/** Which paths a `.dockerignore` leaves out, by Docker's rules, which differ from Git's. */
import { posix } from 'node:path';

/**
 * Every pattern is relative to the folder of the file. The last pattern that matches the path or a folder above it
 * decides.
 */
export function dockerIgnores(dockerignore: string): (path: string) => boolean {
  const rules = linesOf(dockerignore).flatMap((line) => parseRule(line) ?? []);
  return (path) => {
    const candidates = pathAndParents(path);
    const last = rules.findLast((rule) => candidates.some((candidate) => rule.pattern.test(candidate)));
    return last !== undefined && !last.negated;
  };
}

/** Lines that Docker refuses: a class such as `[z-a]` is not a range. {@link dockerIgnores} leaves them out. */
export function brokenPatterns(dockerignore: string): string[] {
  return linesOf(dockerignore).filter((line) => parseRule(line) === undefined);
}

function linesOf(dockerignore: string): string[] {
  return dockerignore
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

interface Rule {
  readonly pattern: RegExp;
  readonly negated: boolean;
}

function parseRule(line: string): Rule | undefined {
  const negated = line.startsWith('!');
  const path = posix.normalize(negated ? line.slice(1).trim() : line).replace(/^\/|\/$/g, '');
  try {
    return { pattern: new RegExp(`^${translate(path)}$`), negated };
  } catch {
    return undefined;
  }
}

/** As in https://github.com/moby/patternmatcher: `*` and `?` stay within a folder, `**` is any number of folders. */
function translate(pattern: string): string {
  const token = /\*\*\/|\*\*|\*|\?|\[\^?(?:\\.|[^\]\\])+\]|\\(.)|[^]/g;
  return pattern.replace(token, (part: string, escaped: string | undefined) => {
    if (part === '**/') return '(.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1 && part.startsWith('[')) return part;
    return (escaped ?? part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
}

/** `a/b/c`, `a/b`, `a`. */
function pathAndParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
