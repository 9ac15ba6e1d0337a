/** The form of a listener of each protocol, as it is checked at run time. */
import { connectionPoolShape, requestPoolShape, tcpConnectionPoolShape } from './traffic/connection-pool';
import { elsewhere } from './checks/misplaced-fields';
import { healthCheckShape, pathlessHealthCheckShape } from './traffic/health-check';
import { httpFormShapes, keepAliveShapes } from './traffic/http-form';
import { outlierDetectionShape } from './traffic/outlier-detection';
import { type Protocol, protocols } from './protocol';
import { isObject, leaf, number, type Shape } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { tcpTimeoutShape, timeoutShape } from './traffic/timeout';
import type { GrpcListener, Http2Listener, HttpListener, TcpListener } from './listener';

/** The functions above turn a path into an object. So a text here was written as `healthCheck`. */
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

/** If the protocol is unknown, problems use the words of HTTP/1.1. */
export const listenerShape: Shape = (value, place) => {
  const spoken = protocols.find((each) => isObject(value) && value['protocol'] === each);
  return shapes[spoken ?? 'http'](value, place);
};
