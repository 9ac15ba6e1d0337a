/** What a hand-written Envoy traces. */
import { TYPE, type Place } from './listeners';

/** Five percent of what begins here, to X-Ray's daemon. */
export function tracing(name: string, { traceSink }: Place) {
  return {
    provider: {
      name: 'envoy.tracers.xray',
      typed_config: {
        '@type': `${TYPE}.config.trace.v3.XRayConfig`,
        daemon_endpoint: { protocol: 'UDP', address: traceSink.host, port_value: traceSink.port },
        segment_name: name,
        sampling_rule_manifest: {
          inline_string: '{"version":2,"default":{"fixed_target":0,"rate":0.05}}',
        },
      },
    },
  };
}
