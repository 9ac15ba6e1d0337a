/** Unusual HTTP at a listener: many headers, repeated slashes, an application that closes idle connections early. */
import type { Duration } from '../duration';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Protocol } from '../protocol';
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, flag, number } from '../checks/shape';
import { optional } from '../checks/fields';

/** Limits of the Envoys on the way. */
export interface HttpForm {
  /**
   * The most headers of a request, and of an answer, that Envoys on the way to the listener accept, 1 to 10,000. With
   * more, the client gets 431, or 502 if the answer has too many. Each Envoy adds up to ten headers of its own, which
   * count at the next one.
   * @default - Envoy's own 100
   */
  readonly maxHeadersCount?: number;
  /**
   * Envoy reads `//` in a path as `/`, both for routes and for the application. `false` keeps the path as the client
   * wrote it; such a path may then avoid a route.
   * @default true
   */
  readonly mergeSlashes?: boolean;
}

export interface KeepAlive {
  /**
   * How long Envoy keeps an idle connection to the application, 1 second to an hour. The application must keep it longer.
   * Otherwise a request sometimes uses a connection that the application just closed, and fails with 503.
   * @default - 4 seconds, since Node closes after 5
   */
  readonly keepAlive?: Duration;
}

/** A listener of any protocol; TCP has no HTTP fields. */
type AnyListener = HttpForm & KeepAlive & { readonly protocol: Protocol; readonly port: number };

export const httpFormShapes = { maxHeadersCount: optional(number), mergeSlashes: optional(flag) };
export const keepAliveShapes = { keepAlive: optional(duration) };

/** The most headers that an Envoy accepts; undefined for Envoy's own 100, and for TCP. */
export const headersOf = (listener: AnyListener) => listener.maxHeadersCount;

/** HTTP/2 has one connection, and it does not end so early. */
export const keepAliveOf = (listener: AnyListener) =>
  listener.protocol === 'http' ? listener.keepAlive : undefined;

export const mergesSlashes = (listener: AnyListener) => listener.mergeSlashes !== false;

export function validateHttpForm(listener: AnyListener, where: string): Problem[] {
  return [
    ...checkLimit(limits.maxHeadersCount, headersOf(listener), where),
    ...checkLimit(limits.keepAlive, keepAliveOf(listener), where),
  ];
}

/**
 * A caller's Envoy normalises the path before it chooses a node, so the nodes must agree. Limits of headers may differ:
 * it uses the largest.
 */
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
