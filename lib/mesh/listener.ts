/** Where a node or a gateway takes requests. The port is written in this one place; everything else derives from it. */
import { type ConnectionPool, type RequestPool, type TcpConnectionPool } from './traffic/connection-pool';
import {
  completeHealthCheck,
  completePathlessHealthCheck,
  type HealthCheckDefinition,
  type HttpHealthCheck,
  type PathlessHealthCheck,
  type PathlessHealthCheckDefinition,
} from './traffic/health-check';
import { type HttpForm, type KeepAlive } from './traffic/http-form';
import type { OutlierDetection } from './traffic/outlier-detection';
import { isObject } from './checks/shape';
import { type TcpTimeout, type Timeout } from './traffic/timeout';

/** Fields that every protocol has, each in its own form. */
interface Settings<Time, Pool> {
  /** @default - Envoy's own */
  readonly timeout?: Time;
  /** @default - no limit */
  readonly connectionPool?: Pool;
  /** @default - no task is ejected */
  readonly outlierDetection?: OutlierDetection;
}

interface HttpHealth {
  /** A path, or a whole health check. @default - no health check */
  readonly health?: string | HealthCheckDefinition;
}

interface PathlessHealth {
  /** `true`, or an object if values differ from the defaults. @default - no health check */
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

/** Any protocol; Envoy passes its bytes on. */
export interface TcpListener extends Settings<TcpTimeout, TcpConnectionPool> {
  readonly protocol: 'tcp';
  readonly port: number;
  readonly healthCheck?: PathlessHealthCheck;
}

/** The field `protocol` tells the kinds apart. */
export type Listener = HttpListener | Http2Listener | GrpcListener | TcpListener;

/** A gateway takes requests, so it has no TCP listener. */
export type GatewayListener = Exclude<Listener, TcpListener>;

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

/** With `health`, a connection is enough to be healthy. @example tcp(5432, { timeout: { idle: minutes(10) } }) */
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

/** Any other value stays as it is, and the shape refuses it, since synth does not type-check. */
function whole<Definition, Check>(
  definition: Definition,
  complete: (definition: Definition) => Check,
): Check {
  return isObject(definition) ? complete(definition) : (definition as unknown as Check);
}

/** The listener on this port; without a port, the one with the lowest port. */
export function pickListener(listeners: readonly Listener[], port?: number): Listener | undefined {
  return port === undefined ? listeners[0] : listeners.find((listener) => listener.port === port);
}
