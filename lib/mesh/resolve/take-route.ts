/** The first route of a service that matches a request, and the result of that route. */
import { explainRoutes, firstThatTakes, type Ready } from './ordered-routes';
import { type MeshRequest, type ReadRequest, wholePath } from './request';
import type { Hop, Resolution } from './resolution';
import type { ReadyEntrance } from './resolver';
import type { ThroughService } from './through-service';

export interface Walk {
  readonly request: MeshRequest;
  /** If given, each list of routes that was tried is added to it. */
  readonly hops?: Hop[];
}

interface Taking {
  readonly read: ReadRequest;
  /** The host that the backend reads. */
  readonly hostOf: (way: ThroughService) => string;
  readonly hops?: Hop[];
}

export function takeRoute(
  { service, listener, routes }: ReadyEntrance,
  { read, hostOf, hops }: Taking,
): Resolution {
  if (hops) noteHop(hops, { at: 'service', name: service, routes, read });
  const taken = firstThatTakes(routes, read);
  if (taken === undefined) return { kind: 'lost', why: 'route', status: 404, service };
  return {
    kind: 'reached',
    service,
    port: listener.port,
    ...taken.way.answerTo(read),
    ...(listener.protocol !== 'tcp' && { arrives: { host: hostOf(taken.way), path: wholePath(read) } }),
  };
}

interface Noted {
  readonly at: Hop['at'];
  readonly name: string;
  readonly routes: readonly Ready<unknown>[];
  readonly read: ReadRequest;
}

export function noteHop(hops: Hop[], { at, name, routes, read }: Noted): void {
  hops.push({ at, name, host: read.authority, path: wholePath(read), ...explainRoutes(routes, read) });
}
