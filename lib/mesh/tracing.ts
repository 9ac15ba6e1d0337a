/** Traces of requests across the mesh, one switch for the whole application. */
import type { Problem } from './problem';
import { problems } from './problems';
import { fields, number, optional } from './shape';

export interface TracingDefinition {
  /** Share of the requests that are traced, 0 to 1. @default 0.05, the default of App Mesh's Envoy image */
  readonly samplingRate?: number;
}

export const tracingShape = fields<TracingDefinition>({ samplingRate: optional(number) });

export type Tracing = Required<TracingDefinition>;

export function completeTracing(definition: TracingDefinition): Tracing {
  return { samplingRate: definition.samplingRate ?? 0.05 };
}

export function validateTracing(tracing: Tracing | undefined): Problem[] {
  if (tracing === undefined) return [];
  const { samplingRate } = tracing;
  return samplingRate >= 0 && samplingRate <= 1 ? [] : [problems.samplingRate('tracing', samplingRate)];
}
