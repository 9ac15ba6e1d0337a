/** Whether one request could match two routes. */
import { asksForNone } from './shadowed-route';
import { readStart } from './re2/start';
import type { MeshMatch, NamedMatch } from './match';
import { pathRange, startOf } from './path-range';
import { fitsHeader } from '../resolve/condition';
import { describeValue, type HeaderMatch, type HostnameMatch, type ValueMatch } from './value-match';

/** False if no request can match both. True if one can, or if that cannot be decided. */
export function mayMeet(a: MeshMatch, b: MeshMatch): boolean {
  const plain = ['port', 'method', 'scheme', 'serviceName', 'methodName'] as const;
  return (
    plain.every((field) => a[field] === undefined || b[field] === undefined || a[field] === b[field]) &&
    pathsMeet(a, b) &&
    hostsMeet(a.hostname, b.hostname) &&
    allMeet(a.headers, b.headers) &&
    allMeet(a.metadata, b.metadata) &&
    allMeet(a.queryParameters, b.queryParameters)
  );
}

function pathsMeet(a: MeshMatch, b: MeshMatch): boolean {
  const [one, other] = [pathRange(a), pathRange(b)];
  if (one.kind === 'exact') return takesPath(b, one.value);
  if (other.kind === 'exact') return takesPath(a, other.value);
  return startsMeet(startOf(one), startOf(other));
}

function takesPath({ path, prefix = '' }: MeshMatch, whole: string): boolean {
  return path === undefined ? whole.startsWith(prefix) : fitsHeader(path)(whole);
}

const startsMeet = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);
const endsMeet = (a: string, b: string) => a.endsWith(b) || b.endsWith(a);

function hostsMeet(a: HostnameMatch | undefined, b: HostnameMatch | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.kind === 'exact') return b.kind === 'exact' ? a.value === b.value : a.value.endsWith(b.value);
  return b.kind === 'exact' ? b.value.endsWith(a.value) : endsMeet(a.value, b.value);
}

/** No two conditions on one name contradict each other. Names of headers have no case. */
function allMeet(a: readonly NamedMatch<HeaderMatch>[], b: readonly NamedMatch<HeaderMatch>[]): boolean {
  return a.every(({ name, match }) =>
    b.every((other) => other.name.toLowerCase() !== name.toLowerCase() || valuesMeet(match, other.match)),
  );
}

/** One value could fit both conditions. A header that is absent fits `not(present())` alone, as in Envoy. */
function valuesMeet(a: HeaderMatch, b: HeaderMatch): boolean {
  if (asksForNone(a) || asksForNone(b)) return asksForNone(a) === asksForNone(b);
  if (a.kind === 'exact') return fitsHeader(b)(a.value);
  if (b.kind === 'exact') return fitsHeader(a)(b.value);
  if (a.kind === 'not') return b.kind === 'not' || describeValue(a.match) !== describeValue(b);
  if (b.kind === 'not') return describeValue(b.match) !== describeValue(a);
  if (a.kind === 'range' && b.kind === 'range') return a.start < b.end && b.start < a.end;
  if (a.kind === 'suffix' && b.kind === 'suffix') return endsMeet(a.value, b.value);
  return startsMeet(startOfValue(a), startOfValue(b));
}

function startOfValue(match: ValueMatch): string {
  if (match.kind === 'prefix') return match.value;
  return match.kind === 'regex' ? readStart(match.value).text : '';
}
