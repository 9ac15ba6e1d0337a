// Requests in HTTP/2, without TLS: how they are answered, and how they end.
import { connect, constants, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2';

export interface Http2Call {
  readonly host: string;
  readonly port: number;
  readonly headers?: OutgoingHttpHeaders;
}

export interface Http2Reply {
  /** None where the stream was reset before. */
  readonly status?: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: string;
  /** Name of the code that the stream was reset with. */
  readonly reset?: string;
}

/** Each on its own connection. Rejects where there is no connection. */
export function requestHttp2({ host, port, headers = {} }: Http2Call): Promise<Http2Reply> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${host}:${port}`).once('error', reject);
    const stream = session.request({ ':path': '/', ...headers });
    const seen = { headers: {} as IncomingHttpHeaders, trailers: {} as IncomingHttpHeaders, body: '' };
    stream.on('response', (found) => (seen.headers = found));
    stream.on('trailers', (found) => (seen.trailers = found));
    stream.setEncoding('utf8').on('data', (text: string) => (seen.body += text));
    // How it ends is read when it is closed.
    stream.on('error', () => undefined).end();
    stream.once('close', () => {
      session.close();
      const status = seen.headers[':status'];
      const { rstCode: code } = stream;
      resolve({
        ...seen,
        ...(status !== undefined && { status: Number(status) }),
        ...(code !== undefined && code !== constants.NGHTTP2_NO_ERROR && { reset: nameOf(code) }),
      });
    });
  });
}

/** A call of gRPC, without a message: routes and statuses have no need of one. */
export function requestGrpc({
  path,
  headers,
  ...call
}: Http2Call & { readonly path: string }): Promise<Http2Reply> {
  const usual = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
  return requestHttp2({ ...call, headers: { ...usual, ...headers } });
}

/** RFC 9113, 7. */
const ERRORS = ['INTERNAL_ERROR', 'PROTOCOL_ERROR', 'CANCEL', 'REFUSED_STREAM', 'STREAM_CLOSED'] as const;

function nameOf(code: number): string {
  return ERRORS.find((name) => constants[`NGHTTP2_${name}`] === code) ?? String(code);
}
