/** On this machine X-Ray's tracer traces requests, and `--trace` reads its segments. */
import type { MeshApplication } from '../mesh/application';

/** With `--trace` every request is traced, whatever its rate on ECS. OpenTelemetry becomes X-Ray: no collector runs here. */
export function traceHere(application: MeshApplication, traceAll: boolean): MeshApplication {
  const { tracing } = application;
  if (traceAll) return { ...application, tracing: { samplingRate: 1, tracer: 'xray' } };
  return tracing ? { ...application, tracing: { ...tracing, tracer: 'xray' } } : application;
}

/** The difference from ECS, if there is one. */
export function describeTracing({ tracing }: MeshApplication): string[] {
  return tracing?.tracer === 'opentelemetry'
    ? [
        'Envoys trace for X-Ray here, and not for OpenTelemetry: no collector runs; services are given X-Amzn-Trace-Id, and traceparent on ECS',
      ]
    : [];
}
