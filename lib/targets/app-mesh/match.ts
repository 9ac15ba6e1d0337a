/** The conditions of a route, for routers and gateways. */
import type { MeshMatch, NamedMatch } from '../../mesh/match/match';
import type { HeaderMatch, HostnameMatch, PathMatch, QueryMatch } from '../../mesh/match/value-match';
import { escapeTemplate } from '../../ecs/escape-template';

/** The place of the condition and its value, without the port and the fields that only one kind of route has. */
export function renderHttpMatch({ prefix, path, headers, queryParameters }: MeshMatch) {
  return {
    ...(prefix !== undefined && { prefix: escapeTemplate(prefix) }),
    ...(path && { path: renderText(path) }),
    ...(headers.length > 0 && { header: headers.map(renderHeader) }),
    ...(queryParameters.length > 0 && { queryParameter: queryParameters.map(renderQueryParameter) }),
  };
}

export function renderHostname(hostname: HostnameMatch) {
  return renderText(hostname);
}

/** A header of HTTP or a piece of metadata of gRPC. Without a match it must be present, with any value. */
export function renderHeader({ name, match: given }: NamedMatch<HeaderMatch>) {
  const [match, isInverted] = given.kind === 'not' ? [given.match, true] : [given, false];
  return {
    name: escapeTemplate(name),
    ...(isInverted && { invert: true }),
    ...(match.kind === 'range' && { match: { range: { start: match.start, end: match.end } } }),
    ...('value' in match && { match: renderText(match) }),
  };
}

function renderQueryParameter({ name, match }: NamedMatch<QueryMatch>) {
  return { name: escapeTemplate(name), ...(match.kind === 'exact' && { match: renderText(match) }) };
}

/** `{ exact: "yes" }`: in App Mesh the kind of match is the name of the field. */
function renderText<Kind extends (PathMatch | HostnameMatch | HeaderMatch)['kind']>({
  kind,
  value,
}: {
  readonly kind: Kind;
  readonly value: string;
}) {
  return { [kind]: escapeTemplate(value) } as { readonly [K in Kind]?: string };
}
