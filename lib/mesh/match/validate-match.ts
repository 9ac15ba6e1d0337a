/** Problems of a match: conditions that its protocol does not have, and values that no request ever has. */
import { checkLength, checkLimit } from '../checks/limit';
import { lengths, limits } from '../checks/limits';
import type { MeshMatch, NamedMatch } from './match';
import type { Problem } from '../checks/problem';
import { normalisePath } from './path';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import type { HeaderMatch, HostnameMatch } from './value-match';
import { validateRegex, validateValue } from './validate-value-match';
import { quote } from '../checks/value-text';

const httpFields = ['prefix', 'path', 'headers', 'queryParameters', 'method', 'port', 'hostname'] as const;

/** The conditions of each protocol. App Mesh's API says that the scheme is for HTTP/2 alone. */
const fitting: Readonly<Record<Protocol, readonly (keyof MeshMatch)[]>> = {
  http: httpFields,
  http2: [...httpFields, 'scheme'],
  grpc: ['serviceName', 'methodName', 'metadata', 'port', 'hostname'],
  tcp: ['port'],
};

/** @param merges whether `//` in a path is `/` */
export function validateMatch(
  match: MeshMatch,
  { protocol, merges }: { readonly protocol: Protocol; readonly merges: boolean },
  where: string,
): Problem[] {
  const used = Object.entries(match).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : true));
  return [
    ...used
      .filter(([field]) => !fitting[protocol].some((fit) => fit === field))
      .map(([field]) => problems.routeProtocol(where, field, protocol)),
    ...validatePath(match, merges, where),
    ...validateConditions('header', match.headers, where),
    ...validateConditions('query parameter', match.queryParameters, where),
    ...validateConditions('metadata', match.metadata, where),
    ...validateHostname(match.hostname, where),
    ...checkLimit(limits.port, match.port, where),
    ...checkLength(lengths.methodName, match.methodName, where),
    ...checkLength(lengths.serviceName, match.serviceName, where),
    ...(match.methodName !== undefined && match.serviceName === undefined
      ? [problems.matchMethodAlone(where, match.methodName)]
      : []),
  ];
}

/** Visible ASCII without `#` and `?`. A path ends before these two, so such a value would never match. */
export const PATH = /^\/[\x21\x22\x24-\x3e\x40-\x7e]{0,254}$/;

function validatePath({ prefix, path }: MeshMatch, merges: boolean, where: string): Problem[] {
  const twice = prefix !== undefined && path !== undefined ? [problems.matchPrefixAndPath(where)] : [];
  const start = prefix === undefined || PATH.test(prefix) ? [] : [problems.pathPrefix(where, prefix)];
  if (path === undefined) return [...twice, ...start, ...validateForm(prefix, { merges, where, rest: 'x' })];
  const whole =
    path.kind === 'regex'
      ? validateRegex(path.value, lengths.pathRegex, where)
      : PATH.test(path.value)
        ? []
        : [problems.pathExact(where, path.value)];
  return [
    ...twice,
    ...start,
    ...whole,
    ...validateForm(path.kind === 'exact' ? path.value : undefined, { merges, where, rest: '' }),
  ];
}

/**
 * Envoys compare a path in one form, so a value in another form never matches. For App Mesh's Envoy this is not known. A
 * prefix may end in the middle of a part, because any letter may follow it.
 */
function validateForm(
  written: string | undefined,
  { merges, where, rest }: { readonly merges: boolean; readonly where: string; readonly rest: string },
): Problem[] {
  if (written === undefined || !PATH.test(written)) return [];
  const normal = normalisePath(written + rest, merges);
  return normal === written + rest
    ? []
    : [problems.pathForm(where, written, normal.slice(0, normal.length - rest.length))];
}

function validateConditions(
  noun: string,
  conditions: readonly NamedMatch<HeaderMatch>[],
  where: string,
): Problem[] {
  if (conditions.length === 0) return [];
  return [
    ...checkLength(lengths.conditions, conditions, `${where} > ${noun}`),
    ...conditions.flatMap(({ name, match }) => {
      const place = `${where} > ${noun} ${quote(name)}`;
      const length = noun === 'query parameter' ? lengths.queryName : lengths.matchName;
      return [...checkLength(length, name, place), ...validateValue(match, place)];
    }),
  ];
}

/** A host's labels in lower case; a suffix may begin with a dot. It has no port. */
const HOSTNAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

function validateHostname(hostname: HostnameMatch | undefined, where: string): Problem[] {
  if (hostname === undefined) return [];
  const { kind, value } = hostname;
  const name = kind === 'suffix' ? value.replace(/^[.-]/, '') : value;
  const found = checkLength(lengths.hostname, value, `${where} > hostname`);
  return found.length > 0 || HOSTNAME.test(name) ? found : [problems.hostnameForm(where, value)];
}
