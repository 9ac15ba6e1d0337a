/** The conditions of a route, of a router's and of a gateway's alike. */
import type { MeshMatch, NamedMatch } from '../../mesh/match/match';
import type { HeaderMatch, HostnameMatch, PathMatch, QueryMatch } from '../../mesh/match/value-match';
import { escapeTemplate } from '../../ecs/escape-template';

/** Where and how to look, without the port and what only one kind of route has. */
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

/** A header of HTTP or a piece of metadata of gRPC. Without a match it must be there, whatever it holds. */
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

/** `{ exact: "yes" }`: App Mesh names the way of matching by its field. */
function renderText<Kind extends (PathMatch | HostnameMatch | HeaderMatch)['kind']>({
  kind,
  value,
}: {
  readonly kind: Kind;
  readonly value: string;
}) {
  return { [kind]: escapeTemplate(value) } as { readonly [K in Kind]?: string };
}
