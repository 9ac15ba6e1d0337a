/**
 * The sidecar that receives an Envoy's traces and writes them to X-Ray: the daemon or the collector, depending on the
 * application's tracer.
 */
import type { Tracer, Tracing } from '../../mesh/tracing';
import { COLLECTOR_MEMORY_MIB, COLLECTOR_PORTS, OTLP_PORT, otelCollector } from './collector';
import type { ContainerDefinition } from './container-definition';
import type { ForeignImages } from './images';
import { XRAY_MEMORY_MIB, XRAY_PORT, xrayDaemon, type XrayDaemonProps } from './xray';

export function traceSidecar(tracer: Tracer, props: XrayDaemonProps): ContainerDefinition {
  switch (tracer) {
    case 'xray':
      return xrayDaemon(props);
    case 'opentelemetry':
      return otelCollector(props);
  }
}

/** The image of this sidecar; none without tracing. */
export function traceImages(tracing: Tracing | undefined): readonly (keyof ForeignImages)[] {
  switch (tracing?.tracer) {
    case undefined:
      return [];
    case 'xray':
      return ['xrayDaemon'];
    case 'opentelemetry':
      return ['otelCollector'];
  }
}

/** The AWS service that it calls, for both sidecars; none without tracing. */
export function traceServices(tracing: Tracing | undefined): readonly string[] {
  return tracing === undefined ? [] : ['xray'];
}

/** Where upstream Envoy sends its traces. */
export function tracePort(tracer: Tracer): number {
  switch (tracer) {
    case 'xray':
      return XRAY_PORT;
    case 'opentelemetry':
      return OTLP_PORT;
  }
}

/** MiB that ECS reserves for it. 0 without tracing. */
export function traceMemory(tracing: Tracing | undefined): number {
  switch (tracing?.tracer) {
    case undefined:
      return 0;
    case 'xray':
      return XRAY_MEMORY_MIB;
    case 'opentelemetry':
      return COLLECTOR_MEMORY_MIB;
  }
}

/** TCP ports of the sidecar, each with its owner. All containers of a task share one address. */
export function tracePorts(tracing: Tracing | undefined): readonly (readonly [number, string])[] {
  switch (tracing?.tracer) {
    case undefined:
      return [];
    // Segments are UDP, but the daemon's sampling proxy is TCP.
    case 'xray':
      return [[XRAY_PORT, 'the X-Ray daemon']];
    case 'opentelemetry':
      return COLLECTOR_PORTS.map((port) => [port, 'the OpenTelemetry collector']);
  }
}
