/** Asks a program once, in its own protocol, whether it is ready. */
import { get } from 'node:http';
import { connect as connectHttp2, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:net';
import type { Listener } from '../../mesh/listener';

export type ProbeQuestion =
  /** It is enough that the program accepts a connection. */
  | { readonly kind: 'connection' }
  | { readonly kind: 'http' | 'http2'; readonly path: string }
  /** https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
  | { readonly kind: 'grpc' };

/** The address and the check for whether a program is ready. */
export interface Probe {
  readonly host: string;
  readonly port: number;
  readonly question: ProbeQuestion;
}

const ANSWER_MS = 2_000;
const GRPC_HEALTH = '/grpc.health.v1.Health/Check';
/** Not compressed, length 0: asks about the whole server. */
const EMPTY_MESSAGE = Buffer.alloc(5);
/** Field 1, the status, is 1: SERVING. */
const SERVING = Buffer.from([8, 1]);

/** The same check that callers' Envoys will make. */
export function questionOf({ protocol, healthCheck }: Listener): ProbeQuestion {
  if (healthCheck === undefined || protocol === 'tcp') return { kind: 'connection' };
  if (healthCheck.path === undefined) return { kind: 'grpc' };
  return { kind: protocol === 'http2' ? 'http2' : 'http', path: healthCheck.path };
}

/** Undefined if it is ready, else the reason why not. */
export async function askOnce(probe: Probe): Promise<string | undefined> {
  const { host, port, question } = probe;
  const why = await ask(probe);
  if (why === undefined) return undefined;
  if (/ECONNREFUSED/.test(why)) return `nothing listens at ${host}:${port}`;
  return question.kind === 'connection' ? why : `${describe(probe)} ${why}`;
}

function ask(probe: Probe): Promise<string | undefined> {
  switch (probe.question.kind) {
    case 'connection':
      return connects(probe);
    case 'http':
      return askHttp(probe, probe.question.path);
    case 'http2':
      return askHttp2(probe, { ':path': probe.question.path }, statusIsGood);
    case 'grpc':
      return askHttp2(probe, { ':path': GRPC_HEALTH, ':method': 'POST', ...GRPC_HEADERS }, isServing);
  }
}

const GRPC_HEADERS = { 'content-type': 'application/grpc', te: 'trailers' };
const NO_ANSWER = `does not answer within ${ANSWER_MS / 1000} s`;

function describe({ host, port, question }: Probe): string {
  const path = 'path' in question ? question.path : GRPC_HEALTH;
  const verb = question.kind === 'grpc' ? 'gRPC' : 'GET';
  return `${verb} ${path} at ${host}:${port}${question.kind === 'http2' ? ' over HTTP/2' : ''}`;
}

function connects({ host, port }: Probe): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS }, () => finish(undefined));
    const finish = (why: string | undefined) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('timeout', () => finish(`${host}:${port} ${NO_ANSWER}`));
    socket.once('error', ({ message }) => finish(message));
  });
}

function askHttp({ host, port }: Probe, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ host, port, path, agent: false, timeout: ANSWER_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `answers ${response.statusCode}`);
    });
    request.once('timeout', () => request.destroy(new Error(NO_ANSWER)));
    request.once('error', ({ message }) => resolve(inWords(message, 'HTTP/1.1')));
  });
}

/**
 * A message about the connection means that there is none. Any other message means that the program speaks another
 * protocol.
 */
function inWords(message: string, protocol: string): string {
  const isOfConnection = message === NO_ANSWER || /E(CONNREFUSED|HOSTUNREACH|ADDRNOTAVAIL)/.test(message);
  return isOfConnection ? message : `is not answered in ${protocol}: ${message}`;
}

type Judge = (headers: IncomingHttpHeaders, body: Buffer) => string | undefined;

function askHttp2(
  { host, port }: Probe,
  headers: Readonly<Record<string, string>>,
  judge: Judge,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://${host}:${port}`);
    const finish = (why: string | undefined) => {
      clearTimeout(timer);
      session.destroy();
      resolve(why);
    };
    const timer = setTimeout(() => finish(NO_ANSWER), ANSWER_MS);
    session.once('error', ({ message }) => finish(inWords(message, 'HTTP/2')));
    // A program that speaks HTTP/1.1 closes the connection, with or without an answer.
    session.once('close', () => finish(inWords('it closes the connection', 'HTTP/2')));
    const stream = session.request(headers, { endStream: false });
    stream.once('error', ({ message }) => finish(inWords(message, 'HTTP/2')));
    stream.end(headers[':method'] === 'POST' ? EMPTY_MESSAGE : undefined);
    void readAnswer(stream).then(([answer, body]) => finish(judge(answer, body)));
  });
}

function readAnswer(stream: ClientHttp2Stream): Promise<readonly [IncomingHttpHeaders, Buffer]> {
  return new Promise((resolve) => {
    let headers: IncomingHttpHeaders = {};
    const body: Buffer[] = [];
    const keep = (more: IncomingHttpHeaders) => (headers = { ...headers, ...more });
    stream.on('response', keep);
    stream.on('trailers', keep);
    stream.on('data', (part: Buffer) => body.push(part));
    stream.once('end', () => resolve([headers, Buffer.concat(body)]));
  });
}

const statusIsGood: Judge = ({ ':status': status }) =>
  Number(status) === 200 ? undefined : `answers ${status}`;

const isServing: Judge = (headers, body) => {
  const code = headers['grpc-status'];
  if (code !== undefined && code !== '0') return `answers status ${String(code)}`;
  return body.subarray(5).equals(SERVING) ? undefined : 'does not say SERVING';
};
