/** Which requests OpenTelemetry's tracer traces: those whose caller's are, and a share of those that begin a trace here. */

export interface ParentBasedSampler {
  readonly name: 'parent_based';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig';
    readonly wrapped_sampler: {
      readonly name: 'trace_id_ratio_based';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig';
        readonly sampling_percentage: { readonly numerator: number; readonly denominator: 'MILLION' };
      };
    };
  };
}

/**
 * The connection manager's own `random_sampling` would ask again at every hop: since Envoy 1.39 (pull request 45830) a
 * request is traced where the caller's was and the manager wants it too, so that few traces came through whole.
 */
export function renderSampler(rate: number): ParentBasedSampler {
  return {
    name: 'parent_based',
    typed_config: {
      '@type':
        'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig',
      wrapped_sampler: {
        name: 'trace_id_ratio_based',
        typed_config: {
          '@type':
            'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig',
          sampling_percentage: { numerator: Math.round(rate * 1_000_000), denominator: 'MILLION' },
        },
      },
    },
  };
}
