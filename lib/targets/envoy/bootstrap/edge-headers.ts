/** Headers that Envoys use among themselves. A gateway removes them from clients' requests and from its responses. */
import type { HeaderMutationFilter, HeaderRemoval } from './http-filters';
import { NOT_REACHED_HEADER } from './not-reached';

/** Envoy's own, and the metadata that meshes of Istio exchange: `x-envoy-peer-metadata`. */
const OWN: HeaderRemoval = { remove_on_match: { key_matcher: { prefix: 'x-envoy-' } } };

export interface EdgeHeaders {
  readonly server_header_transformation: 'PASS_THROUGH';
  readonly early_header_mutation_extensions: readonly [
    {
      readonly name: 'strangers';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation';
        readonly mutations: readonly [HeaderRemoval];
      };
    },
  ];
}

/**
 * They are removed before anything reads them. Among them is Envoy's own header with the client's address
 * (`x-envoy-external-address`), which Envoy then writes itself. PASS_THROUGH: Envoy writes no `server` header into
 * answers.
 */
export const EDGE_HEADERS: EdgeHeaders = {
  server_header_transformation: 'PASS_THROUGH',
  early_header_mutation_extensions: [
    {
      name: 'strangers',
      typed_config: {
        '@type':
          'type.googleapis.com/envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation',
        mutations: [OWN],
      },
    },
  ],
};

/** For every answer: from an application, from an Envoy on the way, or from this Envoy. */
export function renderLeavingHeaders(): HeaderMutationFilter {
  return {
    name: 'leaving',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation',
      mutations: { response_mutations: [OWN, { remove: 'server' }, { remove: NOT_REACHED_HEADER }] },
    },
  };
}
