/**
 * Which paths a route takes, in the simplest form: an expression that is only a prefix, or a whole path, is shown as one.
 */
import { readStart } from './re2/start';
import type { MeshMatch } from './match';

export type PathRange =
  | { readonly kind: 'exact'; readonly value: string }
  /** Empty for gRPC and TCP, which have no condition on paths. */
  | { readonly kind: 'prefix'; readonly value: string }
  /** `start` is how all of them begin. */
  | { readonly kind: 'regex'; readonly value: string; readonly start: string };

const ranges = new WeakMap<MeshMatch, PathRange>();

/** A match is read once, even if it is compared often. */
export function pathRange(match: MeshMatch): PathRange {
  const found = ranges.get(match) ?? readRange(match);
  ranges.set(match, found);
  return found;
}

function readRange({ prefix = '', path }: MeshMatch): PathRange {
  if (path === undefined) return { kind: 'prefix', value: prefix };
  if (path.kind === 'exact') return path;
  const { text, rest } = readStart(path.value);
  if (rest === 'unknown') return { kind: 'regex', value: path.value, start: text };
  return { kind: rest === 'nothing' ? 'exact' : 'prefix', value: text };
}

/** The text with which every path in it begins. */
export const startOf = (range: PathRange) => (range.kind === 'regex' ? range.start : range.value);

/** It holds every path. */
export const holdsAll = ({ kind, value }: PathRange) => kind === 'prefix' && (value === '' || value === '/');
