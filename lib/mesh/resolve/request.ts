/** A request as a test or a person writes it, and as an Envoy reads it before it looks at its routes. */
import type { HttpScheme } from '../match/match';
import type { Protocol } from '../protocol';
import { normalisePath } from '../match/path';

type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface MeshRequest {
  /**
   * Who asks: a node; or a gateway or load balancer, which then stands for its clients outside. The name of a node that has a
   * load balancer is the load balancer's where there is no `to`.
   */
  readonly from: string;
  /** The service that the node calls. Absent for a gateway: its client knows no service. */
  readonly to?: string;
  /** The service's port, if it has several. @default - its first */
  readonly port?: number;
  /** @default - the protocol of the service or the gateway */
  readonly protocol?: Protocol;
  /**
   * The host that the caller writes. A node with explicit interception cannot choose it: its Envoy knows the service by
   * the port.
   * @default - the service's name and port; of a gateway's client `localhost`
   */
  readonly host?: string;
  /** @default 'http' */
  readonly scheme?: HttpScheme;
  /** @default 'GET', and for gRPC 'POST' */
  readonly method?: string;
  /** As it is sent, with or without a query. @default '/', and for gRPC the service and the method */
  readonly path?: string;
  /** By name, whose case does not matter. */
  readonly headers?: Fields;
  /** By name, added to those of `path`. */
  readonly query?: Fields;
  /** gRPC: the full name of the service in the `.proto` file, `shop.Prices`. */
  readonly serviceName?: string;
  /** gRPC. */
  readonly methodName?: string;
  /** The address of a load balancer's client, which its rules may ask for. @default - not known: no such rule takes it */
  readonly sourceIp?: string;
  /** gRPC: one set with `headers`. */
  readonly metadata?: Fields;
}

/** The request as conditions read it. */
export interface ReadRequest {
  /** Host, with a port if the caller wrote one. */
  readonly authority: string;
  readonly scheme: HttpScheme;
  readonly method: string;
  /** In the form in which Envoy compares paths, without the query. */
  readonly path: string;
  /** The text after `?` as it is sent; undefined without one. */
  readonly query: string | undefined;
  /** By lower-case name. Several values are one text, as Envoy joins them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly isGrpc: boolean;
}

/** @param merges whether the Envoy reads `//` in a path as `/` */
export function readRequest(request: MeshRequest, authority: string, merges: boolean): ReadRequest {
  const { serviceName, methodName, scheme = 'http' } = request;
  const isGrpc = serviceName !== undefined || request.protocol === 'grpc';
  const { path = isGrpc ? `/${serviceName ?? ''}/${methodName ?? ''}` : '/' } = request;
  const [whole = ''] = path.split('#', 1);
  const at = whole.indexOf('?');
  const query = joinQuery(at < 0 ? undefined : whole.slice(at + 1), request.query);
  const headers = readFields(request, isGrpc);
  return {
    authority,
    scheme,
    method: request.method ?? (isGrpc ? 'POST' : 'GET'),
    path: normalisePath(at < 0 ? whole : whole.slice(0, at), merges),
    query,
    headers,
    isGrpc: isGrpc || isGrpcType(headers.get('content-type')),
  };
}

/** `application/grpc`, or with a format after it: `application/grpc+proto`. */
const isGrpcType = (type: string | undefined) =>
  type === 'application/grpc' || type?.startsWith('application/grpc+') === true;

const NONE: ReadonlyMap<string, string> = new Map();

function readFields({ headers, metadata }: MeshRequest, isGrpc: boolean): ReadonlyMap<string, string> {
  if (!isGrpc && headers === undefined && metadata === undefined) return NONE;
  const read = new Map<string, string>(isGrpc ? [['content-type', 'application/grpc']] : []);
  for (const [name, value] of [...Object.entries(headers ?? {}), ...Object.entries(metadata ?? {})]) {
    const key = name.toLowerCase();
    read.set(key, typeof value === 'string' ? value.trim() : value.join(key === 'cookie' ? '; ' : ','));
  }
  return read;
}

function joinQuery(query: string | undefined, added: Fields | undefined): string | undefined {
  if (added === undefined) return query;
  const more = Object.entries(added).flatMap(([name, values]) =>
    [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return [...(query === undefined ? [] : [query]), ...more].join('&');
}

/** The first value of a repeated parameter, as it is sent. */
export function parameterOf({ query }: ReadRequest, name: string): string | undefined {
  for (const part of query?.split('&') ?? []) {
    const at = part.indexOf('=');
    if ((at < 0 ? part : part.slice(0, at)) === name) return at < 0 ? '' : part.slice(at + 1);
  }
  return undefined;
}

/** The parts of HTTP/2's first line are headers too. */
export function headerOf(request: ReadRequest, name: string): string | undefined {
  switch (name) {
    case ':authority':
    case 'host':
      return request.authority;
    case ':method':
      return request.method;
    case ':scheme':
      return request.scheme;
    case ':path':
      return wholePath(request);
    default:
      return request.headers.get(name);
  }
}

export function wholePath({ path, query }: Pick<ReadRequest, 'path' | 'query'>): string {
  return query === undefined ? path : `${path}?${query}`;
}
