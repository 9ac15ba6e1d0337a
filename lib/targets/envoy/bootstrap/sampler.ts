/**
 * Which requests OpenTelemetry's tracer traces: those whose caller is traced, and a share of those that begin a trace
 * here.
 */

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
 * The connection manager's own `random_sampling` would decide again at every hop. Since Envoy 1.39 (pull request 45830) a
 * request is traced only if its caller is traced and the manager decides so too. Then few traces would be complete.
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
