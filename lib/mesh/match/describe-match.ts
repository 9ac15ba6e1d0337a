/** A match in words, as problems and `npm run explain` show it. */
import { quote, valueText } from '../checks/value-text';
import type { MeshMatch, NamedMatch } from './match';
import { describeValue, type HeaderMatch } from './value-match';

/** The limit of a list of conditions. So many are shown, and then how many more there are. */
const MOST_DESCRIBED = 10;

/** `prefix "/api", header "x-canary" exact "yes"`, as a problem shows it; `everything` without conditions. */
export function describeMatch(match: MeshMatch): string {
  const parts = describeConditions(match);
  if (parts.length === 0) return 'everything';
  const more = parts.length - MOST_DESCRIBED;
  return parts.slice(0, MOST_DESCRIBED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Every condition. Equal matches give equal conditions, whatever the order of their fields. */
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
