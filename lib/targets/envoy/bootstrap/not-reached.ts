/**
 * How a task's Envoy tells its callers that its application has not received a request. Then even a POST may be sent to
 * another task. A status cannot say so, since applications answer 503 too.
 */
import type { Protocol } from '../../../mesh/protocol';

/** A header in responses from Envoy to Envoy. It is removed from an application's response and from a gateway's. */
export const NOT_REACHED_HEADER = 'x-mesh-not-reached';

/**
 * Marks in answers between Envoys: the application was not reached, and the task leaves. They are removed from an
 * application's answer: if it passed on the marks of an answer that it got, its callers would avoid it. They are removed
 * from a gateway's answer too: clients do not need them.
 */
export const WORDS_OF_ENVOYS = [NOT_REACHED_HEADER, 'x-envoy-immediate-health-check-fail'] as const;

/** Envoy's flags for its own responses: no connection, too many connections, no healthy host, failed health check. */
const FLAGS = ['UF', 'UO', 'UH', 'LH'] as const;

interface StatusFilter {
  readonly status_code_filter: {
    readonly comparison: {
      readonly op: 'EQ';
      readonly value: { readonly default_value: number; readonly runtime_key: string };
    };
  };
}

type LogFilter =
  | { readonly response_flag_filter: { readonly flags: typeof FLAGS } }
  | {
      readonly extension_filter: {
        readonly name: 'cel';
        readonly typed_config: {
          readonly '@type': 'type.googleapis.com/envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter';
          readonly expression: string;
        };
      };
    };

export interface LocalReplyConfig {
  readonly mappers: readonly [
    {
      readonly filter:
        LogFilter | StatusFilter | { readonly or_filter: { readonly filters: readonly LogFilter[] } };
      readonly headers_to_add: readonly [
        { readonly header: { readonly key: string; readonly value: string } },
      ];
    },
  ];
}

/**
 * With HTTP/2, an application that ends may refuse a request without reading it. Only the details of Envoy's response
 * show that.
 */
export function renderNotReached(protocol: Protocol): LocalReplyConfig {
  const byFlag: LogFilter = { response_flag_filter: { flags: FLAGS } };
  return {
    mappers: [
      {
        filter: protocol === 'http' ? byFlag : { or_filter: { filters: [byFlag, REFUSED] } },
        headers_to_add: [{ header: { key: NOT_REACHED_HEADER, value: '%RESPONSE_FLAGS%' } }],
      },
    ],
  };
}

const REFUSED: LogFilter = {
  extension_filter: {
    name: 'cel',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
      expression: "response.code_details.contains('remote_refused_stream_reset')",
    },
  },
};
