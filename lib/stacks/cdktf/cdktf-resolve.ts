/**
 * Patch of cdktf 0.21.0, see `cdktf-speed.ts`: plain data is resolved without cdktf's resolver. That one makes a context, a
 * path and several strings for every value. Everything that may hold a token, and everything that is an error, goes to the
 * original, at the same path.
 */
import type { IResolveContext } from 'cdktf';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the module itself is changed, an import is a copy
import resolver = require('cdktf/lib/tokens/private/resolve');

type Resolve = (value: unknown, options: Options) => unknown;
interface Options {
  readonly prefix?: string[];
  readonly previousContext?: IResolveContext;
}

const original = resolver.resolve as unknown as Resolve;
(resolver as unknown as { resolve: Resolve }).resolve = (value, options) =>
  options.previousContext === undefined
    ? resolve(value, options, [...(options.prefix ?? [])])
    : original(value, options);

/** The original takes a longer path for a circle. */
const DEEPEST = 200;

/** `path` is the way to `value`. It changes while the parts are resolved, and is the same again at the end. */
function resolve(value: unknown, options: Options, path: string[]): unknown {
  if (isPlain(value)) return value;
  if (typeof value !== 'object' || value === null || isWhole(value) || path.length >= DEEPEST)
    return original(value, { ...options, prefix: [...path] });
  return Array.isArray(value) ? resolveList(value, options, path) : resolveMap(value, options, path);
}

function resolveList(list: readonly unknown[], options: Options, path: string[]): unknown[] {
  const resolved: unknown[] = [];
  list.forEach((item, index) => {
    path.push(String(index));
    const value = resolve(item, options, path);
    path.pop();
    if (value !== undefined) resolved.push(value);
  });
  return resolved;
}

function resolveMap(map: object, options: Options, path: string[]): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(map)) {
    path.push(key);
    const value = resolve(item, options, path);
    path.pop();
    if (value !== undefined) resolved[key] = value;
  }
  return resolved;
}

/** cdktf's markers of strings, lists and maps, its form of numbers inside strings, and its texts for values of maps. */
const MAY_BE_TOKEN = /TfToken\[|[-|\d.+]e[-|\d.eE+]|^(?:String|Any) Map Token Value$/;

/** The value stands for itself. A negative number encodes a token, or is a mistake to report. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !MAY_BE_TOKEN.test(value);
  return typeof value === 'number' ? value >= 0 : typeof value === 'boolean' || value === undefined;
}

/** The value stands for another value as a whole, or cannot be resolved. */
function isWhole(value: object): boolean {
  if (value instanceof Date) return true;
  if (Array.isArray(value)) return value.some(isListToken);
  const { resolve: isToken, _children: isConstruct } = value as Record<string, unknown>;
  return typeof isToken === 'function' || isConstruct !== undefined || !Object.keys(value).every(isPlain);
}

/** The item is a token for the whole list, of which it is the only item. */
function isListToken(item: unknown): boolean {
  return typeof item === 'string' ? item.includes('#{TfToken[') : typeof item === 'number' && item < 0;
}
