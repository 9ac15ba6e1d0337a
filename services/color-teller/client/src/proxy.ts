/** Passes requests on to a service, and says in JSON when it fails. */
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { limitWaits, log, UpstreamTimeout, type Waits } from '@meshwright/http-service';
import { type Request, type RequestHandler, type Response } from 'express';
import { createProxyServer } from 'http-proxy-3';

/** The mesh gives up after 15 s (App Mesh's default) and may retry before: this bound is for what it cannot see. */
const DEFAULT_WAITS: Waits = { connectMs: 2_000, silenceMs: 20_000 };

/** Headers that speak of one connection only (RFC 9110, 7.6.1); transfer-encoding stays, it frames the body. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'upgrade'];

export function createProxy(path: string, target: URL, waits = DEFAULT_WAITS): RequestHandler {
  const agent = new (target.protocol === 'https:' ? https : http).Agent({ keepAlive: true });
  // The mesh routes by host name, hence changeOrigin: the service's own name, not the page's.
  const proxy = createProxyServer({ target, agent, changeOrigin: true });
  proxy.on('proxyReq', (upstream, _request, _response, _options, socket) =>
    limitWaits(upstream, socket, waits),
  );
  proxy.on('proxyRes', passAnswer);
  return (request, response) => {
    dropHeaders(request.headers, [...HOP_BY_HOP, 'expect']); // Node has answered the expectation already.
    proxy.web(request, response, {}, (error) => answerFailure(error, { path, request, response }));
  };
}

function passAnswer(upstream: IncomingMessage, _request: IncomingMessage, response: ServerResponse): void {
  dropHeaders(upstream.headers, HOP_BY_HOP);
  // The caller's own wish, or a server that drains, ends this connection: the answer must not take that back.
  const ends = !response.shouldKeepAlive || response.getHeader('Connection') === 'close';
  upstream.headers.connection = ends ? 'close' : 'keep-alive';
  // An answer that breaks off must break off for the caller too, and not hang.
  upstream.once('close', () => {
    if (!upstream.complete) response.destroy();
  });
}

function answerFailure(error: Error, call: { path: string; request: Request; response: Response }): void {
  const { path, request, response } = call;
  const requestId = request.get('x-request-id');
  log('error', {
    message: `A request to ${path} failed: ${error.message}`,
    method: request.method,
    requestId,
  });
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof UpstreamTimeout) {
    const description = `The service behind ${path} did not answer in time.`;
    response.status(504).json({ error: 'gateway_timeout', description });
  } else {
    const description = `The service behind ${path} could not be reached.`;
    response.status(502).json({ error: 'bad_gateway', description });
  }
}

function dropHeaders(headers: IncomingHttpHeaders, names: readonly string[]): void {
  for (const name of names) Reflect.deleteProperty(headers, name);
}
