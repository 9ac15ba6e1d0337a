/** Where a node or a gateway takes requests. The one place a port is written; all else derives from it. */
import {
  type ConnectionPool,
  connectionPoolShape,
  type RequestPool,
  requestPoolShape,
  type TcpConnectionPool,
  tcpConnectionPoolShape,
  validateConnectionPool,
} from './traffic/connection-pool';
import { elsewhere } from './checks/misplaced-fields';
import {
  completeHealthCheck,
  completePathlessHealthCheck,
  type HealthCheckDefinition,
  healthCheckShape,
  type HttpHealthCheck,
  type PathlessHealthCheck,
  type PathlessHealthCheckDefinition,
  pathlessHealthCheckShape,
  validateHealthCheck,
} from './traffic/health-check';
import {
  type HttpForm,
  httpFormShapes,
  type KeepAlive,
  keepAliveShapes,
  validateHttpForm,
} from './traffic/http-form';
import { checkLimit } from './checks/limit';
import { limits } from './checks/limits';
import {
  type OutlierDetection,
  outlierDetectionShape,
  validateOutlierDetection,
} from './traffic/outlier-detection';
import type { Problem } from './checks/problem';
import { type Protocol, protocols } from './protocol';
import { fieldsIn, isObject, leaf, number, optional, type Shape } from './checks/shape';
import {
  type TcpTimeout,
  tcpTimeoutShape,
  type Timeout,
  timeoutShape,
  validateTimeout,
} from './traffic/timeout';

/** What every protocol has, in its own form. */
interface Settings<Time, Pool> {
  /** @default - Envoy's own */
  readonly timeout?: Time;
  /** @default - no limit */
  readonly connectionPool?: Pool;
  /** @default - no task is ejected */
  readonly outlierDetection?: OutlierDetection;
}

interface HttpHealth {
  /** A path, or the whole check. @default - no health check */
  readonly health?: string | HealthCheckDefinition;
}

interface PathlessHealth {
  /** `true`, or when it is not as usual. @default - no health check */
  readonly health?: true | PathlessHealthCheckDefinition;
}

export interface HttpListenerOptions
  extends Settings<Timeout, ConnectionPool>, HttpHealth, HttpForm, KeepAlive {}
export interface Http2ListenerOptions extends Settings<Timeout, RequestPool>, HttpHealth, HttpForm {}
export interface GrpcListenerOptions
  extends Settings<Timeout, RequestPool>, PathlessHealth, Pick<HttpForm, 'maxHeadersCount'> {}
export interface TcpListenerOptions extends Settings<TcpTimeout, TcpConnectionPool>, PathlessHealth {}

/** HTTP/1.1. */
export interface HttpListener extends Settings<Timeout, ConnectionPool>, HttpForm, KeepAlive {
  readonly protocol: 'http';
  readonly port: number;
  readonly healthCheck?: HttpHealthCheck;
}

/** HTTP/2 without TLS. */
export interface Http2Listener extends Settings<Timeout, RequestPool>, HttpForm {
  readonly protocol: 'http2';
  readonly port: number;
  readonly healthCheck?: HttpHealthCheck;
}

export interface GrpcListener extends Settings<Timeout, RequestPool>, Pick<HttpForm, 'maxHeadersCount'> {
  readonly protocol: 'grpc';
  readonly port: number;
  readonly healthCheck?: PathlessHealthCheck;
}

/** Any protocol at all; Envoy passes its bytes on. */
export interface TcpListener extends Settings<TcpTimeout, TcpConnectionPool> {
  readonly protocol: 'tcp';
  readonly port: number;
  readonly healthCheck?: PathlessHealthCheck;
}

/** Told apart by `protocol`. */
export type Listener = HttpListener | Http2Listener | GrpcListener | TcpListener;

/** @example http(3000, { health: '/health' }) */
export function http(port: number, options: HttpListenerOptions = {}): HttpListener {
  return { protocol: 'http', port, ...completeHttpHealth(options) };
}

/** @example http2(3000, { health: '/health', connectionPool: { maxRequests: 100 } }) */
export function http2(port: number, options: Http2ListenerOptions = {}): Http2Listener {
  return { protocol: 'http2', port, ...completeHttpHealth(options) };
}

/** With `health`, the application answers gRPC's own health protocol. @example grpc(50051, { health: true }) */
export function grpc(port: number, options: GrpcListenerOptions = {}): GrpcListener {
  return { protocol: 'grpc', port, ...completePathlessHealth(options) };
}

/** With `health`, a connection is healthy enough. @example tcp(5432, { timeout: { idle: minutes(10) } }) */
export function tcp(port: number, options: TcpListenerOptions = {}): TcpListener {
  return { protocol: 'tcp', port, ...completePathlessHealth(options) };
}

function completeHttpHealth<T extends HttpHealth>({ health, ...rest }: T) {
  const check = typeof health === 'string' ? { path: health } : health;
  return { ...rest, ...(check !== undefined && { healthCheck: whole(check, completeHealthCheck) }) };
}

function completePathlessHealth<T extends PathlessHealth>({ health, ...rest }: T) {
  const check = health === true ? {} : health;
  return { ...rest, ...(check !== undefined && { healthCheck: whole(check, completePathlessHealthCheck) }) };
}

/** What is no definition at all is left for the shape to refuse, since nothing type-checks before synth. */
function whole<Definition, Check>(
  definition: Definition,
  complete: (definition: Definition) => Check,
): Check {
  return isObject(definition) ? complete(definition) : (definition as unknown as Check);
}

/** Of a path the functions above make an object, so that a text here was written as `healthCheck`. */
const httpHealth: Shape = (value, place) => {
  if (isObject(value)) return healthCheckShape(value, place);
  return typeof value === 'string'
    ? never('left to `health`, as in http(3000, { health: "/health" })')(value, place)
    : never('a path, such as "/health", or an object with one')(value, { ...place, name: '"health"' });
};

const pathlessHealth: Shape = (value, place) =>
  isObject(value)
    ? pathlessHealthCheckShape(value, place)
    : never('true, or an object')(value, { ...place, name: '"health"' });

const never = (expected: string) => leaf(expected, () => false);

const protocol = leaf('one of "http", "http2", "grpc", "tcp"', (value) =>
  protocols.some((each) => each === value),
);
const every = { protocol, port: number, outlierDetection: optional(outlierDetectionShape) };
const shapes: Readonly<Record<Protocol, Shape>> = {
  http: fieldsIn(elsewhere.listener)<HttpListener>({
    ...every,
    healthCheck: optional(httpHealth),
    timeout: optional(timeoutShape),
    connectionPool: optional(connectionPoolShape),
    ...httpFormShapes,
    ...keepAliveShapes,
  }),
  http2: fieldsIn(elsewhere.listener)<Http2Listener>({
    ...every,
    healthCheck: optional(httpHealth),
    timeout: optional(timeoutShape),
    connectionPool: optional(requestPoolShape),
    ...httpFormShapes,
  }),
  grpc: fieldsIn(elsewhere.listener)<GrpcListener>({
    ...every,
    healthCheck: optional(pathlessHealth),
    timeout: optional(timeoutShape),
    connectionPool: optional(requestPoolShape),
    maxHeadersCount: httpFormShapes.maxHeadersCount,
  }),
  tcp: fieldsIn(elsewhere.listener)<TcpListener>({
    ...every,
    healthCheck: optional(pathlessHealth),
    timeout: optional(tcpTimeoutShape),
    connectionPool: optional(tcpConnectionPoolShape),
  }),
};

/** What is of no protocol is told so in the words of HTTP/1.1. */
export const listenerShape: Shape = (value, place) => {
  const spoken = protocols.find((each) => isObject(value) && value['protocol'] === each);
  return shapes[spoken ?? 'http'](value, place);
};

/** The listener on this port, or the first, by port. */
export function pickListener(listeners: readonly Listener[], port?: number): Listener | undefined {
  return port === undefined ? listeners[0] : listeners.find((listener) => listener.port === port);
}

export function validateListener(listener: Listener, where: string): Problem[] {
  return [
    ...checkLimit(limits.port, listener.port, where),
    ...(listener.healthCheck ? validateHealthCheck(listener.healthCheck, `${where} > health check`) : []),
    ...validateTimeout(listener.timeout, `${where} > timeout`),
    ...validateConnectionPool(listener.connectionPool, `${where} > connection pool`),
    ...validateOutlierDetection(listener.outlierDetection, `${where} > outlier detection`),
    ...validateHttpForm(listener, where),
  ];
}
