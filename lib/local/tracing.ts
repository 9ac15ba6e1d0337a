/** How requests are traced on this machine: by X-Ray's tracer, whose segments `--trace` reads. */
import type { MeshApplication } from '../mesh/application';

/**
 * On ECS one request in twenty is traced; under `--trace` somebody wants to see each. OpenTelemetry becomes X-Ray: no
 * collector runs here.
 */
export function traceHere(application: MeshApplication, traceAll: boolean): MeshApplication {
  const { tracing } = application;
  if (traceAll) return { ...application, tracing: { samplingRate: 1, tracer: 'xray' } };
  return tracing ? { ...application, tracing: { ...tracing, tracer: 'xray' } } : application;
}

/** What is not as it is on ECS. */
export function describeTracing({ tracing }: MeshApplication): string[] {
  return tracing?.tracer === 'opentelemetry'
    ? [
        'Envoys trace for X-Ray here, and not for OpenTelemetry: no collector runs; services are given X-Amzn-Trace-Id, and traceparent on ECS',
      ]
    : [];
}
