/** An OpenTelemetry collector as Envoy sees it: takes spans over gRPC, and keeps what a test asks for. */
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Span {
  /** Name of the service that made it. */
  readonly service: string;
  readonly name: string;
  readonly trace: string;
  readonly id: string;
  /** Empty where the trace begins. */
  readonly parent: string;
  readonly kind: 'server' | 'client' | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Collector {
  readonly port: number;
  readonly spans: readonly Span[];
  readonly stop: () => Promise<void>;
}

/** Length of gRPC's frame: a flag, and the length of the message. */
const FRAME = 5;

export async function startCollector(host: string): Promise<Collector> {
  const spans: Span[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    if (headers[':path'] !== '/opentelemetry.proto.collector.trace.v1.TraceService/Export')
      return stream.close();
    void buffer(stream).then((body) => {
      spans.push(...readSpans(body.subarray(FRAME)));
      answer(stream);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    spans,
    stop: async () => {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(stream: ServerHttp2Stream): void {
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.end(Buffer.alloc(FRAME));
}

/** Field numbers of https://github.com/open-telemetry/opentelemetry-proto: ExportTraceServiceRequest and what is in it. */
function readSpans(request: Buffer): Span[] {
  return all(request, 1).flatMap((resourceSpans) => {
    const { 'service.name': service = '' } = attributes(all(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1);
    return all(resourceSpans, 2).flatMap((scopeSpans) =>
      all(scopeSpans, 2).map((span) => readSpan(service, span)),
    );
  });
}

function readSpan(service: string, span: Buffer): Span {
  const hex = (field: number) => all(span, field)[0]?.toString('hex') ?? '';
  return {
    service,
    name: text(span, 5),
    trace: hex(1),
    id: hex(2),
    parent: hex(4),
    kind: KINDS.get(fieldsOf(span).find(({ number }) => number === 6)?.value ?? 0),
    attributes: attributes(span, 9),
  };
}

const KINDS: ReadonlyMap<number | Buffer, 'server' | 'client'> = new Map([
  [2, 'server'],
  [3, 'client'],
]);

/** Those that are text. */
function attributes(message: Buffer, field: number): Record<string, string> {
  const pairs = all(message, field).map((pair) => [
    text(pair, 1),
    text(all(pair, 2)[0] ?? Buffer.alloc(0), 1),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

const text = (message: Buffer, field: number) => all(message, field)[0]?.toString('utf8') ?? '';

function all(message: Buffer, field: number): Buffer[] {
  return fieldsOf(message).flatMap(({ number, value }) =>
    number === field && Buffer.isBuffer(value) ? [value] : [],
  );
}

interface Field {
  readonly number: number;
  readonly value: number | Buffer;
}

/** https://protobuf.dev/programming-guides/encoding: a tag says which field comes, and how long it is. */
function fieldsOf(message: Buffer): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message.readUInt8(at++);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => message.subarray(at, (at += length));
  while (at < message.length) {
    const tag = varint();
    const wire = tag & 7;
    const value = wire === 0 ? varint() : take(wire === 2 ? varint() : wire === 1 ? 8 : 4);
    found.push({ number: tag >> 3, value });
  }
  return found;
}
