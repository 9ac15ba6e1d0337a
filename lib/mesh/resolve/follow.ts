/** A request, and the requests that follow from it: each node that it reaches calls the backends that it declares. */
import { type Address, urlPathsIn } from '../address';
import type { MeshApplication } from '../application';
import type { MeshRequest } from './request';
import type { Explanation } from './resolution';
import { explain } from './resolve';
import { resolverOf } from './resolver';

export interface Step {
  readonly request: MeshRequest;
  readonly explanation: Explanation;
}

/**
 * What a node's application asks its backends. A field that is left out has the value of the first request, or a default.
 */
export type NextRequest = Pick<
  MeshRequest,
  'method' | 'path' | 'serviceName' | 'methodName' | 'protocol' | 'metadata'
>;

/**
 * Only the application knows what it asks. Here we know the backends that it declares, and the paths of the URLs that it
 * is given. So each backend is asked `GET` with that path, or what `next` says for this step. The headers are those of
 * the first request, as if each application passed them on.
 * @param next for the first step, the second step, and so on
 */
export function follow(
  application: MeshApplication,
  first: MeshRequest,
  next: readonly NextRequest[] = [],
): Step[] {
  const steps: Step[] = [{ request: first, explanation: explain(application, first) }];
  const asked = new Set<string>();
  let reached = reachedBy(steps);
  for (let depth = 0; reached.length > 0; depth += 1) {
    const own = reached.flatMap((node) =>
      backendsOf(application, node)
        .filter((service) => !asked.has(`${node} ${service}`))
        .map((service) => {
          asked.add(`${node} ${service}`);
          const said = next[depth] ?? defaultRequest(application, node, service);
          const request = { from: node, to: service, ...handedOn(first), ...said };
          return { request, explanation: explain(application, request) };
        }),
    );
    steps.push(...own);
    reached = reachedBy(own);
  }
  return steps;
}

/** Where it ends: the nodes that were reached and that call no service, sorted. */
export function endsOf(application: MeshApplication, steps: readonly Step[]): string[] {
  return reachedBy(steps).filter((node) => backendsOf(application, node).length === 0);
}

function reachedBy(steps: readonly Step[]): string[] {
  const nodes = steps.flatMap(({ explanation: { resolution } }) =>
    resolution.kind === 'reached' ? resolution.targets.map(({ node }) => node) : [],
  );
  return [...new Set(nodes)].sort();
}

/** An external node runs elsewhere, so its calls are not known. */
function backendsOf(application: MeshApplication, node: string): readonly string[] {
  return resolverOf(application).nodes.get(node)?.backends ?? [];
}

function handedOn({ headers }: MeshRequest): Pick<MeshRequest, 'headers'> {
  return headers === undefined ? {} : { headers };
}

function defaultRequest(application: MeshApplication, node: string, service: string): NextRequest {
  const protocol = resolverOf(application).entrance(service)?.listener.protocol;
  if (protocol === 'tcp' || protocol === 'grpc') return { protocol };
  const variables: readonly (string | Address)[] = Object.values(
    resolverOf(application).nodes.get(node)?.runs.environment ?? {},
  );
  const [path = '/'] = variables.flatMap((value) => urlPathsIn(value, service)).filter((each) => each !== '');
  return { path };
}
