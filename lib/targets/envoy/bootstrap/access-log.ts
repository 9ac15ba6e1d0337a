/** What an Envoy logs of each request. */

type Filter =
  | { readonly not_health_check_filter: Record<string, never> }
  | { readonly response_flag_filter: { readonly flags: readonly string[] } };

/** The stdout logger, not the file `/dev/stdout`: a user other than root may be unable to open that file. */
export interface AccessLog {
  readonly filter: Filter;
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog';
  };
}

/** Every request but health checks, in Envoy's own format, which App Mesh had by default. */
export function renderAccessLog(): AccessLog {
  return accessLog({ not_health_check_filter: {} });
}

/**
 * A gateway's first hop prints only requests that never reach the second hop: no route, or no HTTP. The second hop prints
 * all others, because it knows the task that answered. So each request is one line.
 */
export function renderRefusalLog(): AccessLog {
  return accessLog({ response_flag_filter: { flags: ['NR', 'DPE'] } });
}

function accessLog(filter: Filter): AccessLog {
  return {
    filter,
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog',
    },
  };
}
