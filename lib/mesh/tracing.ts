/** Traces of requests across the mesh, one switch for the whole application. */
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { number, text } from './checks/shape';
import { fields, optional } from './checks/fields';

/** Envoy's names without `envoy.tracers.`. */
export const tracers = ['xray', 'opentelemetry'] as const;
export type Tracer = (typeof tracers)[number];

export interface TracingDefinition {
  /** Share of the requests that are traced, 0 to 1. @default 0.05, the default of App Mesh's Envoy image */
  readonly samplingRate?: number;
  /**
   * How Envoys trace, and which container beside each receives the traces: `xray`, X-Ray's daemon, or `opentelemetry`, an
   * OpenTelemetry collector. Both write to X-Ray. Services must pass on the trace header of the request:
   * `X-Amzn-Trace-Id` for the first, `traceparent` for the second. @default 'xray', App Mesh's; its daemon is in
   * maintenance mode
   */
  readonly tracer?: Tracer;
}

export const tracingShape = fields<TracingDefinition>({
  samplingRate: optional(number),
  tracer: optional(text),
});

export type Tracing = Required<TracingDefinition>;

export function completeTracing(definition: TracingDefinition): Tracing {
  return { samplingRate: definition.samplingRate ?? 0.05, tracer: definition.tracer ?? 'xray' };
}

export function validateTracing(tracing: Tracing | undefined): Problem[] {
  if (tracing === undefined) return [];
  const { samplingRate, tracer } = tracing;
  return [
    ...(samplingRate >= 0 && samplingRate <= 1 ? [] : [problems.samplingRate('tracing', samplingRate)]),
    ...(tracers.includes(tracer) ? [] : [problems.tracer('tracing', tracer, tracers)]),
  ];
}
