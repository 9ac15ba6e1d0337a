/** What of HTTP may be unusual at a listener: many headers, slashes in a row, an application that soon closes connections. */
import type { Duration } from '../duration';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Protocol } from '../protocol';
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, flag, number } from '../checks/shape';
import { optional } from '../checks/fields';

/** What Envoys on the way let through. */
export interface HttpForm {
  /**
   * Headers of a request, and of an answer, that Envoys on the way to the listener let through, 1 to 10,000; more is 431, or
   * 502 for an answer. Each Envoy adds up to ten of its own, which count at the next one.
   * @default - Envoy's own 100
   */
  readonly maxHeadersCount?: number;
  /**
   * `//` in a path is `/` before routes are compared and for the application. `false` keeps it as the client wrote it; a
   * path may then get around a route.
   * @default true
   */
  readonly mergeSlashes?: boolean;
}

export interface KeepAlive {
  /**
   * How long Envoy keeps an idle connection to the application, 1 second to an hour. The application must keep it longer, or
   * a request now and then meets a connection that it just closed, and fails with 503.
   * @default - 4 seconds, since Node closes after 5
   */
  readonly keepAlive?: Duration;
}

/** A listener of any protocol: bytes have no form. */
type AnyListener = HttpForm & KeepAlive & { readonly protocol: Protocol; readonly port: number };

export const httpFormShapes = { maxHeadersCount: optional(number), mergeSlashes: optional(flag) };
export const keepAliveShapes = { keepAlive: optional(duration) };

/** Headers that an Envoy lets through; undefined for its own 100, and for bytes. */
export const headersOf = (listener: AnyListener) => listener.maxHeadersCount;

/** HTTP/2 has one connection, which does not end that early. */
export const keepAliveOf = (listener: AnyListener) =>
  listener.protocol === 'http' ? listener.keepAlive : undefined;

export const mergesSlashes = (listener: AnyListener) => listener.mergeSlashes !== false;

export function validateHttpForm(listener: AnyListener, where: string): Problem[] {
  return [
    ...checkLimit(limits.maxHeadersCount, headersOf(listener), where),
    ...checkLimit(limits.keepAlive, keepAliveOf(listener), where),
  ];
}

/** A caller's Envoy has one form for the path, whatever node it then chooses; of headers it lets the most through. */
export function validateSlashes(
  met: readonly { readonly node: string; readonly listener: AnyListener }[],
  where: string,
): Problem[] {
  const ports = [...new Set(met.map(({ listener }) => listener.port))];
  return ports.flatMap((port) => {
    const here = met.filter(({ listener }) => listener.port === port);
    const keeping = new Set(here.filter(({ listener }) => !mergesSlashes(listener)).map(({ node }) => node));
    return keeping.size === 0 || here.every(({ node }) => keeping.has(node))
      ? []
      : [problems.targetSlashesDiffer(where, listNames([...keeping].sort()), port)];
  });
}
