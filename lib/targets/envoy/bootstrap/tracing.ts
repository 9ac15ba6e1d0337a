/**
 * Which requests an Envoy traces, and where it sends the traces. The connection manager has it, because the bootstrap's
 * field is deprecated.
 */
import { seconds } from '../../../mesh/duration';
import type { Tracing } from '../../../mesh/tracing';
import type { HostPort } from './address';
import { type EnvoyDuration, renderDuration } from './duration';
import { COLLECTOR_CLUSTER } from './names';
import { type ParentBasedSampler, renderSampler } from './sampler';

interface XRayTracing {
  readonly provider: {
    readonly name: 'xray';
    readonly typed_config: {
      readonly '@type': 'type.googleapis.com/envoy.config.trace.v3.XRayConfig';
      readonly daemon_endpoint: {
        readonly protocol: 'UDP';
        readonly address: string;
        readonly port_value: number;
      };
      readonly segment_name: string;
      readonly sampling_rule_manifest: { readonly inline_string: string };
      readonly segment_fields: {
        readonly origin: 'AWS::AppMesh::Proxy';
        readonly aws?: { readonly ecs: { readonly container_id: string } };
      };
    };
  };
}

interface OpenTelemetryTracing {
  readonly custom_tags?: readonly [
    { readonly tag: 'peer.service'; readonly request_header: { readonly name: ':authority' } },
  ];
  readonly provider: {
    readonly name: 'opentelemetry';
    readonly typed_config: {
      readonly '@type': 'type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig';
      readonly grpc_service: {
        readonly envoy_grpc: { readonly cluster_name: string };
        readonly timeout: EnvoyDuration;
      };
      readonly service_name: string;
      readonly sampler: ParentBasedSampler;
    };
  };
}

export type EnvoyTracing = XRayTracing | OpenTelemetryTracing;

export interface TracingRefs {
  readonly segmentName: string;
  readonly sink: HostPort;
  /** Distinguishes tasks of one node. @default - tasks are not distinguished */
  readonly task?: string | undefined;
  readonly direction: 'ingress' | 'egress';
}

/** The timeout of one batch of spans. Without it a collector that hangs would keep batch after batch in Envoy's memory. */
const EXPORT_TIMEOUT = seconds(1);

/** The first Envoy on the way decides for all: the others read its decision in the header that carries the trace. */
export function renderTracing(tracing: Tracing, refs: TracingRefs): EnvoyTracing {
  switch (tracing.tracer) {
    case 'xray':
      return renderXRay(tracing, refs);
    case 'opentelemetry':
      return renderOpenTelemetry(tracing, refs);
  }
}

/** Envoy reads only the local manifest. X-Ray's central rules are for SDKs. */
function renderXRay({ samplingRate }: Tracing, { segmentName, sink, task }: TracingRefs): XRayTracing {
  const manifest = { version: 2, default: { fixed_target: 0, rate: samplingRate } };
  return {
    provider: {
      name: 'xray',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.config.trace.v3.XRayConfig',
        daemon_endpoint: { protocol: 'UDP', address: sink.host, port_value: sink.port },
        segment_name: segmentName,
        sampling_rule_manifest: { inline_string: JSON.stringify(manifest) },
        segment_fields: {
          origin: 'AWS::AppMesh::Proxy',
          ...(task !== undefined && { aws: { ecs: { container_id: task } } }),
        },
      },
    },
  };
}

/**
 * A call has the name of its callee: the host of the outgoing request. Otherwise X-Ray would name it after the tag or
 * Envoy's own word for it, "egress" and the loopback address.
 */
function renderOpenTelemetry(
  { samplingRate }: Tracing,
  { segmentName, direction }: TracingRefs,
): OpenTelemetryTracing {
  return {
    ...(direction === 'egress' && {
      custom_tags: [{ tag: 'peer.service', request_header: { name: ':authority' } }],
    }),
    provider: {
      name: 'opentelemetry',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig',
        grpc_service: {
          envoy_grpc: { cluster_name: COLLECTOR_CLUSTER },
          timeout: renderDuration(EXPORT_TIMEOUT),
        },
        service_name: segmentName,
        sampler: renderSampler(samplingRate),
      },
    },
  };
}
