/** Which requests a route takes: all its conditions must hold. The fields have App Mesh's words for every protocol. */
import { byText } from '../by-key';
import { elsewhere } from '../checks/misplaced-fields';
import type { Protocol } from '../protocol';
import { leaf, listOr, named, number, text } from '../checks/shape';
import { type FieldShapes, fieldsIn, optional } from '../checks/fields';
import {
  describeValue,
  type HeaderMatch,
  headerMatchShape,
  type HostnameMatch,
  hostnameMatchShape,
  type PathMatch,
  pathMatchShape,
  type QueryMatch,
  queryMatchShape,
} from './value-match';

export const httpMethods = [
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
] as const;
export type HttpMethod = (typeof httpMethods)[number];
export type HttpScheme = 'http' | 'https';

/** By name. Several conditions for one name must all hold. */
type Conditions<Match> = Readonly<Record<string, Match | readonly Match[]>>;

/** Fields that routes of gateways and of services have in common. */
interface EveryMatch {
  /**
   * http, http2: start of the request path, begins with `/`. Paths are tried first, then the longest prefix: see
   * `inOrder`. @default '/', if there is no path
   */
  readonly prefix?: string;
  /** http, http2: the whole request path, instead of a prefix. */
  readonly path?: PathMatch;
  /** http, http2. @default {} */
  readonly headers?: Conditions<HeaderMatch>;
  /** http, http2. @default {} */
  readonly queryParameters?: Conditions<QueryMatch>;
  /** http, http2. @default - every method */
  readonly method?: HttpMethod;
  /** grpc: the full name of the service in the `.proto` file, `shop.Prices`. @default - every one */
  readonly serviceName?: string;
  /** grpc. @default {} */
  readonly metadata?: Conditions<HeaderMatch>;
}

export interface RouteMatch extends EveryMatch {
  /** http2. @default - both */
  readonly scheme?: HttpScheme;
  /** grpc: a method of `serviceName`. @default - every one */
  readonly methodName?: string;
  /**
   * The port of the targets' listener, if the service has several or another than the first. @default - the first one's
   */
  readonly port?: number;
}

export interface GatewayRouteMatch extends EveryMatch {
  /** The host that the client asked for. @default - every host */
  readonly hostname?: HostnameMatch;
}

const everyShape: FieldShapes<EveryMatch> = {
  prefix: optional(text),
  path: optional(pathMatchShape),
  headers: optional(named('header', listOr(headerMatchShape))),
  queryParameters: optional(named('query parameter', listOr(queryMatchShape))),
  method: optional(
    leaf(`one of ${httpMethods.join(', ')}`, (value) => httpMethods.some((method) => method === value)),
  ),
  serviceName: optional(text),
  metadata: optional(named('metadata', listOr(headerMatchShape))),
};

export const routeMatchShape = fieldsIn(elsewhere.match)<RouteMatch>({
  ...everyShape,
  scheme: optional(leaf('"http" or "https"', (value) => value === 'http' || value === 'https')),
  methodName: optional(text),
  port: optional(number),
});

export const gatewayRouteMatchShape = fieldsIn(elsewhere.match)<GatewayRouteMatch>({
  ...everyShape,
  hostname: optional(hostnameMatchShape),
});

export interface NamedMatch<Match> {
  readonly name: string;
  readonly match: Match;
}

/** A match with its lists filled in. For http and http2 it has a prefix or a path; for grpc and tcp it has neither. */
export interface MeshMatch extends Omit<
  RouteMatch & GatewayRouteMatch,
  'headers' | 'queryParameters' | 'metadata'
> {
  /** Sorted by name. */
  readonly headers: readonly NamedMatch<HeaderMatch>[];
  readonly queryParameters: readonly NamedMatch<QueryMatch>[];
  readonly metadata: readonly NamedMatch<HeaderMatch>[];
}

export function completeMatch(
  definition: RouteMatch & GatewayRouteMatch = {},
  protocol: Protocol,
): MeshMatch {
  const { prefix, path, headers, queryParameters, metadata, hostname } = definition;
  const { method, scheme, serviceName, methodName, port } = definition;
  const isHttp = protocol === 'http' || protocol === 'http2';
  const start = prefix ?? (isHttp && path === undefined ? '/' : undefined);
  return {
    ...(hostname && { hostname }),
    ...(start !== undefined && { prefix: start }),
    ...(path && { path }),
    headers: conditionsByName(headers),
    queryParameters: conditionsByName(queryParameters),
    ...(method !== undefined && { method }),
    ...(scheme !== undefined && { scheme }),
    ...(serviceName !== undefined && { serviceName }),
    ...(methodName !== undefined && { methodName }),
    metadata: conditionsByName(metadata),
    ...(port !== undefined && { port }),
  };
}

function conditionsByName<Match extends HeaderMatch>(
  conditions: Conditions<Match> = {},
): NamedMatch<Match>[] {
  return Object.entries(conditions)
    .flatMap(([name, one]) => [one].flat().map((match) => ({ name, match: match as Match })))
    .sort(byText(({ name, match }) => JSON.stringify([name, match.kind, describeValue(match)])));
}

/** Every request on its port. */
export function takesEverything(match: MeshMatch): boolean {
  const { prefix = '/', path, headers, queryParameters, metadata } = match;
  const { hostname, method, scheme, serviceName, methodName } = match;
  const said = [path, hostname, method, scheme, serviceName, methodName].filter((one) => one !== undefined);
  return prefix === '/' && [...headers, ...queryParameters, ...metadata, ...said].length === 0;
}
