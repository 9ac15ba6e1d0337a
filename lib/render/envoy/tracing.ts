/** Which requests an Envoy traces and where it sends them. On the connection manager, since the bootstrap's is deprecated. */
import type { Tracing } from '../../mesh/tracing';
import type { HostPort } from './address';

export interface EnvoyTracing {
  readonly provider: {
    readonly name: 'envoy.tracers.xray';
    readonly typed_config: {
      readonly '@type': 'type.googleapis.com/envoy.config.trace.v3.XRayConfig';
      readonly daemon_endpoint: {
        readonly protocol: 'UDP';
        readonly address: string;
        readonly port_value: number;
      };
      readonly segment_name: string;
      readonly sampling_rule_manifest: { readonly inline_string: string };
      readonly segment_fields: { readonly origin: 'AWS::AppMesh::Proxy' };
    };
  };
}

export interface TracingRefs {
  readonly segmentName: string;
  readonly sink: HostPort;
}

/** Envoy knows the local manifest alone: X-Ray's central rules steer SDKs. The first Envoy on the way decides for all. */
export function renderTracing({ samplingRate }: Tracing, { segmentName, sink }: TracingRefs): EnvoyTracing {
  const manifest = { version: 2, default: { fixed_target: 0, rate: samplingRate } };
  return {
    provider: {
      name: 'envoy.tracers.xray',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.config.trace.v3.XRayConfig',
        daemon_endpoint: { protocol: 'UDP', address: sink.host, port_value: sink.port },
        segment_name: segmentName,
        sampling_rule_manifest: { inline_string: JSON.stringify(manifest) },
        segment_fields: { origin: 'AWS::AppMesh::Proxy' },
      },
    },
  };
}
