/** One condition on a piece of text: a header, a path, a host. In App Mesh's words. */
import { hasOnly, isObject, leaf, type Shape } from '../checks/shape';
import { quote } from '../checks/value-text';

export interface ExactMatch {
  readonly kind: 'exact';
  readonly value: string;
}

export interface PrefixMatch {
  readonly kind: 'prefix';
  readonly value: string;
}

export interface SuffixMatch {
  readonly kind: 'suffix';
  readonly value: string;
}

export interface RegexMatch {
  readonly kind: 'regex';
  readonly value: string;
}

export interface RangeMatch {
  readonly kind: 'range';
  readonly start: number;
  readonly end: number;
}

export interface PresentMatch {
  readonly kind: 'present';
}

/** The conditions on a header, before they are negated. */
export type ValueMatch = ExactMatch | PrefixMatch | SuffixMatch | RegexMatch | RangeMatch | PresentMatch;

/**
 * True if `match` is false: App Mesh's `invert`. A header that is absent has no value to compare, so only
 * `not(present())` is true for it.
 */
export interface NotMatch {
  readonly kind: 'not';
  readonly match: ValueMatch;
}

/** A header of HTTP, or one piece of gRPC's metadata. */
export type HeaderMatch = ValueMatch | NotMatch;
export type PathMatch = ExactMatch | RegexMatch;
/** Without a required value, the parameter must be present. */
export type QueryMatch = ExactMatch | PresentMatch;
export type HostnameMatch = ExactMatch | SuffixMatch;

/** The whole text. */
export function exact(value: string): ExactMatch {
  return { kind: 'exact', value };
}

/** How the text starts. */
export function prefix(value: string): PrefixMatch {
  return { kind: 'prefix', value };
}

/** How the text ends. */
export function suffix(value: string): SuffixMatch {
  return { kind: 'suffix', value };
}

/** An expression for the whole text in RE2, which Envoy uses: no look-around, no back-references. */
export function regex(value: string): RegexMatch {
  return { kind: 'regex', value };
}

/** A whole number from `start` up to, but not including, `end`. */
export function range(start: number, end: number): RangeMatch {
  return { kind: 'range', start, end };
}

/** It is present, with any value. */
export function present(): PresentMatch {
  return { kind: 'present' };
}

/**
 * The negated condition. A header that is absent fits `not(present())` alone, as in Envoy: see {@link NotMatch}.
 * @example not(exact('internal')), not(present())
 */
export function not(match: ValueMatch): NotMatch {
  return { kind: 'not', match };
}

export const headerMatchShape = made('exact(), prefix(), suffix(), regex(), range(), present() or not()', [
  'exact',
  'prefix',
  'suffix',
  'regex',
  'range',
  'present',
  'not',
]);
export const pathMatchShape = made('exact() or regex()', ['exact', 'regex']);
export const queryMatchShape = made('exact() or present()', ['exact', 'present']);
export const hostnameMatchShape = made('exact() or suffix()', ['exact', 'suffix']);

/** `exact "yes"`, `not present`, `from 1 to before 10`. */
export function describeValue(match: HeaderMatch): string {
  switch (match.kind) {
    case 'not':
      return `not ${describeValue(match.match)}`;
    case 'present':
      return 'present';
    case 'range':
      return `from ${match.start} to before ${match.end}`;
    default:
      return `${match.kind} ${quote(match.value)}`;
  }
}

function made(how: string, kinds: readonly HeaderMatch['kind'][]): Shape {
  return leaf(`made by ${how}`, (value) => isMade(value, kinds));
}

function isMade(given: unknown, kinds: readonly string[]): boolean {
  if (!isObject(given)) return false;
  const { kind, value, start, end, match } = given;
  if (typeof kind !== 'string' || !kinds.includes(kind)) return false;
  const has = (...fields: readonly string[]) => hasOnly(given, ['kind', ...fields]);
  if (kind === 'present') return has();
  if (kind === 'range') return has('start', 'end') && typeof start === 'number' && typeof end === 'number';
  const plain = kinds.filter((each) => each !== 'not');
  if (kind === 'not') return has('match') && isMade(match, plain);
  return has('value') && typeof value === 'string';
}
