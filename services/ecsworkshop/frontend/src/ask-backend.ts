/** Asks one backend for its hello. That it fails is an answer as well: this never rejects. */
import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { readHello, UNKNOWN_ZONE } from '@ecsworkshop/origin';
import { limitWaits, log, UpstreamTimeout, type Waits } from '@meshwright/http-service';

export interface Backend {
  readonly name: string;
  readonly url: URL;
}

export type Answer =
  | {
      readonly kind: 'hello';
      readonly name: string;
      readonly zone: string;
      readonly commit: string;
      readonly text: string;
    }
  | { readonly kind: 'failure'; readonly name: string; readonly reason: string };

export interface Limits extends Waits {
  /** For the whole of it, so that no trickle of bytes holds up the page. */
  readonly totalMs: number;
}

/** Shorter than the five seconds after which the page asks again. */
export const LIMITS: Limits = { connectMs: 1_000, silenceMs: 2_000, totalMs: 4_000 };
/** A hello is a line. */
const LONGEST_BYTES = 4_096;

class BadAnswer extends Error {}

export async function askBackend(
  { name, url }: Backend,
  headers: OutgoingHttpHeaders,
  limits = LIMITS,
): Promise<Answer> {
  try {
    const text = (await get(url, headers, limits)).trim();
    const { zone, commit } = readHello(text) ?? { zone: UNKNOWN_ZONE, commit: 'unknown' };
    return { kind: 'hello', name, zone, commit, text };
  } catch (error) {
    const reason = reasonOf(error, limits);
    log('error', { message: `No backend found for ${name}: ${reason}`, url: url.href, error: String(error) });
    return { kind: 'failure', name, reason };
  }
}

function get(url: URL, headers: OutgoingHttpHeaders, limits: Limits): Promise<string> {
  return new Promise((resolve, reject) => {
    const { protocol } = url;
    // A connection of its own each time: without a mesh, the tasks behind a name take turns by connection.
    const options = { agent: false, headers, signal: AbortSignal.timeout(limits.totalMs) } as const;
    const upstream = (protocol === 'https:' ? https : http).get(url, options, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    upstream.once('socket', (socket) => limitWaits(upstream, socket, limits));
    upstream.on('error', reject);
  });
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    if (response.statusCode !== 200) throw new BadAnswer(`it answered ${response.statusCode}`);
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LONGEST_BYTES) throw new BadAnswer(`it answered more than ${LONGEST_BYTES} bytes`);
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).toString();
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  EAI_AGAIN: 'its name could not be looked up',
  ENOTFOUND: 'its name has no address',
};

/** In the words of who looks at the page; the log has the error's own. */
function reasonOf(error: unknown, { totalMs }: Limits): string {
  if (error instanceof BadAnswer || error instanceof UpstreamTimeout) return error.message;
  const { name, code } = Object(error) as Partial<NodeJS.ErrnoException>; // Whatever was thrown.
  if (name === 'AbortError') return `no whole answer after ${totalMs} ms`;
  return REASONS[code ?? ''] ?? `it could not be reached (${code ?? name})`;
}
