/** A match in words, the way a problem and `npm run explain` say it. */
import { quote, valueText } from '../checks/value-text';
import type { MeshMatch, NamedMatch } from './match';
import { describeValue, type HeaderMatch } from './value-match';

/** As many conditions as a list of them may have are said, and how many more there are. */
const MOST_DESCRIBED = 10;

/** `prefix "/api", header "x-canary" exact "yes"`, the way a problem says it; `everything` without conditions. */
export function describeMatch(match: MeshMatch): string {
  const parts = describeConditions(match);
  if (parts.length === 0) return 'everything';
  const more = parts.length - MOST_DESCRIBED;
  return parts.slice(0, MOST_DESCRIBED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Every condition. Equal matches have equal ones, in whichever order their fields were written. */
export function describeConditions(match: MeshMatch): string[] {
  const listed = (noun: string, all: readonly NamedMatch<HeaderMatch>[]) =>
    all.map(({ name, match: value }) => `${noun} ${quote(name)} ${describeValue(value)}`);
  const plain = (['method', 'scheme', 'serviceName', 'methodName', 'port'] as const).flatMap((field) =>
    match[field] === undefined ? [] : [`${field} ${valueText(match[field])}`],
  );
  return [
    ...(match.hostname ? [`hostname ${describeValue(match.hostname)}`] : []),
    ...(match.prefix === undefined ? [] : [`prefix ${quote(match.prefix)}`]),
    ...(match.path ? [`path ${describeValue(match.path)}`] : []),
    ...listed('header', match.headers),
    ...listed('query parameter', match.queryParameters),
    ...listed('metadata', match.metadata),
    ...plain,
  ];
}
