/** The filters of a connection manager, through which a request passes. */

interface HeaderMatch {
  readonly name: string;
  readonly string_match: { readonly exact: string };
}

export interface HealthCheckFilter {
  readonly name: 'health_check';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.http.health_check.v3.HealthCheck';
    readonly pass_through_mode: boolean;
    readonly headers: readonly HeaderMatch[];
    readonly cluster_min_healthy_percentages?: Readonly<Record<string, { readonly value: number }>>;
  };
}

export interface RouterFilter {
  readonly name: 'router';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';
  };
}

export interface HeaderMutationFilter {
  readonly name: 'leaving';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation';
    readonly mutations: { readonly response_mutations: readonly HeaderRemoval[] };
  };
}

export type HeaderRemoval =
  | { readonly remove: string }
  | { readonly remove_on_match: { readonly key_matcher: { readonly prefix: string } } };

/** The router is the last filter. */
export type HttpFilters = readonly [...(HealthCheckFilter | HeaderMutationFilter)[], RouterFilter];

export function renderRouter(): RouterFilter {
  return {
    name: 'router',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
  };
}

/**
 * Passes checks of other Envoys to the application, adds this Envoy's name to the answer, and keeps checks out of log and
 * traces. While the task leaves, it answers checks itself with 503, and marks every other answer, so that callers notice.
 */
export function renderPassingCheck(path: string): HealthCheckFilter {
  const isCheck = [
    { name: ':path', string_match: { exact: path } },
    // A user's own request to the path is left out of the log only if it names the same agent.
    { name: 'user-agent', string_match: { exact: 'Envoy/HC' } },
  ];
  return filter({ pass_through_mode: true, headers: isCheck });
}

/** Envoy answers these paths itself: 200, or 503 while the task leaves or one of the clusters is unhealthy. */
export function renderAnsweringCheck(path: string, clusters: readonly string[]): HealthCheckFilter {
  return filter({
    pass_through_mode: false,
    headers: [{ name: ':path', string_match: { exact: path } }],
    ...(clusters.length > 0 && {
      cluster_min_healthy_percentages: Object.fromEntries(clusters.map((name) => [name, { value: 100 }])),
    }),
  });
}

function filter(fields: Omit<HealthCheckFilter['typed_config'], '@type'>): HealthCheckFilter {
  return {
    name: 'health_check',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.health_check.v3.HealthCheck',
      ...fields,
    },
  };
}
