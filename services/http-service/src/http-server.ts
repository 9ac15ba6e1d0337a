/** An HTTP server that suits a proxy in front of it, and that can be drained. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';

/**
 * Envoy keeps an idle connection open for up to 300 s (App Mesh's idle timeout). The side that closes first
 * must be the proxy: a request that it sends just as we close is lost, and the caller sees a 503.
 * Node's own default is 5 s.
 */
export const KEEP_ALIVE_MS = 305_000;
/** Above the keep-alive timeout: Node releases differ in whether the time between two requests counts. */
export const HEADERS_MS = KEEP_ALIVE_MS + 1_000;

export interface DrainableServer {
  readonly server: Server;
  /** Stops accepting, lets requests in flight finish; true once all are done, false if `limitMs` ran out. */
  readonly drain: (limitMs: number) => Promise<boolean>;
}

export function createHttpServer(handle: RequestListener): DrainableServer {
  const unanswered = new Set<ServerResponse>();
  let draining = false;

  const timeouts = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: HEADERS_MS,
  };
  const server = createServer(timeouts, (request, response) => {
    unanswered.add(response);
    response.once('close', () => {
      unanswered.delete(response);
      if (draining) server.closeIdleConnections();
    });
    if (draining) announceClose(response);
    handle(request, response);
  });

  const drain = async (limitMs: number): Promise<boolean> => {
    draining = true;
    unanswered.forEach(announceClose);
    const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true))); // Closes idle connections too.
    return Promise.race([closed, isOver(limitMs)]);
  };
  return { server, drain };
}

/** Without it the proxy would send its next request on a connection that is about to go. */
function announceClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function isOver(limitMs: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, limitMs, false).unref());
}
