/** What a match has in common with every match that it covers, as a label: where to look for those that cover one. */
import type { MeshMatch, NamedMatch } from './match';
import { holdsAll, pathRange, startOf } from './path-range';
import { describeValue, type HeaderMatch, type HostnameMatch } from './value-match';

export interface Lengths {
  readonly prefixes: readonly number[];
  readonly suffixes: readonly number[];
}

/** How long starts of paths and ends of hosts are: a text has not more of them than there are lengths. */
export function lengthsIn(matches: readonly MeshMatch[]): Lengths {
  const prefixes = matches
    .map(pathRange)
    .flatMap(({ kind, value }) => (kind === 'prefix' ? [value.length] : []));
  const suffixes = matches.flatMap(({ hostname }) =>
    hostname?.kind === 'suffix' ? [hostname.value.length] : [],
  );
  return { prefixes: [...new Set(prefixes)], suffixes: [...new Set(suffixes)] };
}

export function labelOf(match: MeshMatch): string {
  const { hostname, port } = match;
  const conditions = conditionsIn(match);
  const narrow = conditions.find(({ value }) => value !== PRESENT) ?? conditions[0];
  return label(
    port,
    pathLabel(match),
    hostname ? describeValue(hostname) : '',
    narrow ? condition(narrow) : '',
  );
}

const label = (...parts: readonly (string | number | undefined)[]) => parts.join('\n');

/** The label of every shelf on which a match that covers this one may stand. */
export function labelsOver(match: MeshMatch, lengths: Lengths): string[] {
  const conditions = conditionsIn(match);
  const narrow = new Set([
    '',
    ...conditions.map(condition),
    ...conditions.map((one) => condition({ ...one, value: PRESENT })),
  ]);
  const hosts = hostLabels(match.hostname, lengths);
  return pathLabels(match, lengths).flatMap((path) =>
    hosts.flatMap((host) => [...narrow].map((one) => label(match.port, path, host, one))),
  );
}

function pathLabel(match: MeshMatch): string {
  const range = pathRange(match);
  const { serviceName = '', methodName = '' } = match;
  return holdsAll(range) ? `${serviceName} ${methodName}` : `${range.kind} ${range.value}`;
}

function pathLabels(match: MeshMatch, lengths: Lengths): string[] {
  const range = pathRange(match);
  const { serviceName = '', methodName = '' } = match;
  const start = startOf(range);
  const methods = ['', methodName].flatMap((method) =>
    ['', serviceName].map((service) => `${service} ${method}`),
  );
  return [
    ...new Set(methods),
    ...(range.kind === 'prefix' ? [] : [`${range.kind} ${range.value}`]),
    ...lengths.prefixes
      .filter((each) => each <= start.length)
      .map((each) => `prefix ${start.slice(0, each)}`),
  ];
}

function hostLabels(hostname: HostnameMatch | undefined, lengths: Lengths): string[] {
  if (hostname === undefined) return [''];
  const { value } = hostname;
  const ends = lengths.suffixes
    .filter((each) => each <= value.length)
    .map((each) => describeValue({ kind: 'suffix', value: value.slice(value.length - each) }));
  return ['', ...new Set([describeValue(hostname), ...ends])];
}

interface NamedCondition {
  readonly noun: string;
  readonly name: string;
  readonly value: string;
}

const PRESENT = describeValue({ kind: 'present' });

function conditionsIn({ headers, queryParameters, metadata }: MeshMatch): NamedCondition[] {
  const named = (noun: string, all: readonly NamedMatch<HeaderMatch>[]) =>
    all.map(({ name, match }) => ({ noun, name, value: describeValue(match) }));
  return [
    ...named('header', headers),
    ...named('query parameter', queryParameters),
    ...named('metadata', metadata),
  ];
}

const condition = ({ noun, name, value }: NamedCondition) => `${noun} ${name} ${value}`;
