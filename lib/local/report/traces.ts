/** Joins the X-Ray segments that Envoys send into a tree for each request. */
import type { Socket } from 'node:dgram';
import type { Tell, TraceTree } from './events';

/** The fields that are read here: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
export interface Segment {
  readonly name: string;
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id?: string;
  /** Seconds. */
  readonly start_time: number;
  readonly end_time?: number;
  readonly http?: {
    readonly request?: { readonly method?: string; readonly url?: string };
    readonly response?: { readonly status?: number };
  };
  /** The value of `traceTask` of a bootstrap. */
  readonly aws?: { readonly ecs?: { readonly container_id?: string } };
  readonly annotations?: { readonly direction?: string };
}

/** A segment is sent when its hop ends, so the segment of the first hop comes last. But UDP does not keep the order. */
const STRAGGLERS_MS = 200;
/** For a request whose first hop never ends, such as a WebSocket. */
const FORGOTTEN_MS = 60_000;

export function listenForTraces(socket: Socket, tell: Tell): void {
  const open = new Map<string, Segment[]>();
  const close = (trace: string) => {
    const segments = open.get(trace) ?? [];
    open.delete(trace);
    for (const tree of traceTrees(segments)) tell({ event: 'trace', trace: tree });
  };
  socket.on('message', (message) => {
    const segment = readSegment(message.toString());
    if (segment === undefined) return;
    const { trace_id: trace, parent_id: parent } = segment;
    const segments = open.get(trace);
    if (segments === undefined) {
      open.set(trace, [segment]);
      setTimeout(close, FORGOTTEN_MS, trace).unref();
    } else segments.push(segment);
    if (parent === undefined) setTimeout(close, STRAGGLERS_MS, trace).unref();
  });
}

/** Reads the text after the line that names the format. Undefined for other text, and for a hop that has not ended. */
export function readSegment(message: string): Segment | undefined {
  const [, body = ''] = message.split(/\n(.*)/s);
  try {
    const segment = JSON.parse(body) as Segment;
    return segment.end_time === undefined ? undefined : segment;
  } catch {
    return undefined;
  }
}

/** One tree for each segment whose parent is not among them. */
export function traceTrees(segments: readonly Segment[]): TraceTree[] {
  const ids = new Set(segments.map(({ id }) => id));
  const inOrder = [...segments].sort((a, b) => a.start_time - b.start_time);
  const treeOf = (segment: Segment, begin: number): TraceTree => {
    const { name, aws, http, annotations, start_time: start, end_time: end = start } = segment;
    return {
      name,
      ...(aws?.ecs?.container_id !== undefined && { task: aws.ecs.container_id }),
      direction: annotations?.direction === 'egress' ? 'egress' : 'ingress',
      request: `${http?.request?.method ?? '?'} ${http?.request?.url ?? '?'}`,
      ...(http?.response?.status !== undefined && { status: http.response.status }),
      milliseconds: toMilliseconds(end - start),
      afterMilliseconds: toMilliseconds(start - begin),
      calls: inOrder.filter((each) => each.parent_id === segment.id).map((each) => treeOf(each, begin)),
    };
  };
  return inOrder
    .filter(({ parent_id }) => parent_id === undefined || !ids.has(parent_id))
    .map((segment) => treeOf(segment, segment.start_time));
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 10_000) / 10;
}
