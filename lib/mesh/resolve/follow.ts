/** A request, and the requests that follow from it: on from every node that it reaches, along what that node declares. */
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

/** What a node's application asks its backends; what is not said is what the first request said, or a default. */
export type NextRequest = Pick<
  MeshRequest,
  'method' | 'path' | 'serviceName' | 'methodName' | 'protocol' | 'metadata'
>;

/**
 * What an application asks is known to it alone. What is known here: which backends it declares, and the path of a URL that
 * it is given. So each backend is asked `GET` with that path, or what `next` says of this step, with the headers of the
 * first request, as applications that hand them on do.
 * @param next of the first step, of the second one …
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

/** Where it ends: nodes that were reached and call no service, sorted. */
export function endsOf(application: MeshApplication, steps: readonly Step[]): string[] {
  return reachedBy(steps).filter((node) => backendsOf(application, node).length === 0);
}

function reachedBy(steps: readonly Step[]): string[] {
  const nodes = steps.flatMap(({ explanation: { resolution } }) =>
    resolution.kind === 'reached' ? resolution.targets.map(({ node }) => node) : [],
  );
  return [...new Set(nodes)].sort();
}

/** An external node runs elsewhere: what it calls is not known. */
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
