/** Requests for tests of routes: `expect(get('/cart').from('ingress')).toReach({ 'cart-v1': 90, 'cart-v2': 10 })`. */
import { type ApplicationSource, isApplicationSource, type MeshApplication } from '../mesh/application';
import { MeshError } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { MeshRequest } from '../mesh/resolve';
import { readApplication } from '../project/read-application';
import { testInput, type TestSettings } from './test-settings';

type Said = Omit<MeshRequest, 'from' | 'to' | 'port'>;
type Rest = Omit<Said, 'path' | 'method'>;

/** A request, and the mesh that it is sent to: what the matchers take. */
export interface AskedRequest {
  readonly application: MeshApplication;
  readonly request: MeshRequest;
}

/** From a gateway or load balancer the request is complete; from a node it lacks the service. */
export interface SentRequest<Service extends string = string> extends AskedRequest {
  /** @param port of the service, where it has several */
  readonly to: (service: Service, port?: number) => AskedRequest;
}

export interface OpenRequest<Caller extends string = string, Service extends string = string> {
  /** @param caller a gateway or load balancer, which stands for its clients, or a node */
  readonly from: (caller: Caller) => SentRequest<Service>;
}

/** The compiler knows the names of an application that is declared with `application()`: a typo is an error at that word. */
export interface Requests<Caller extends string = string, Service extends string = string> {
  readonly get: (path: string, rest?: Rest) => OpenRequest<Caller, Service>;
  readonly post: (path: string, rest?: Rest) => OpenRequest<Caller, Service>;
  /** Any other method, or all fields at once. */
  readonly request: (said: Said) => OpenRequest<Caller, Service>;
  /** gRPC. @example call('shop.Prices', 'Get', { metadata: { canary: 'yes' } }).from('web').to('prices') */
  readonly call: (
    serviceName: string,
    methodName: string,
    rest?: Pick<Said, 'metadata' | 'host'>,
  ) => OpenRequest<Caller, Service>;
  /** A TCP connection. */
  readonly connect: () => OpenRequest<Caller, Service>;
}

/**
 * Nothing runs, and nothing is sent. Weights count as synth counts them: those of `settings`, else those of `cdktf.json`, else
 * those of the application.
 * @param settings the stage, and other settings @default - stage `dev`
 * @throws MeshError where the application or a setting has an error, with every problem
 * @example const { get } = requestsTo(shop, { stage: 'prod' });
 */
export function requestsTo<Caller extends string, Service extends string, Balancer extends string>(
  source: ApplicationSource<Caller, Service, string, Balancer>,
  settings: TestSettings = {},
): Requests<Caller | Balancer, Service> {
  // Jest does not type-check: an import of a file without `export default` gives nothing.
  if (!isApplicationSource(source))
    throw new MeshError([problems.applicationMissing('requestsTo(…)', source)]);
  const { application } = readApplication({ ...testInput(source, settings), asker: 'requestsTo(…)' });
  const open = (said: Said): OpenRequest<Caller | Balancer, Service> => ({
    from: (from) => {
      const request = { ...said, from };
      return {
        application,
        request,
        to: (to, port) => ({
          application,
          request: { ...request, to, ...(port !== undefined && { port }) },
        }),
      };
    },
  });
  return {
    get: (path, rest) => open({ ...rest, path }),
    post: (path, rest) => open({ ...rest, path, method: 'POST' }),
    request: open,
    call: (serviceName, methodName, rest) => open({ ...rest, serviceName, methodName }),
    connect: () => open({ protocol: 'tcp' }),
  };
}
