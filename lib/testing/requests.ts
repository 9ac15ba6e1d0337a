/** Requests for tests of routes: `expect(get('/cart').from('ingress')).toReach({ 'cart-v1': 90, 'cart-v2': 10 })`. */
import type { ApplicationContext, ApplicationSource, MeshApplication } from '../mesh/application';
import { throwErrors } from '../mesh/problem';
import type { MeshRequest } from '../mesh/resolve';
import { validateApplication } from '../mesh/validate';

type Said = Omit<MeshRequest, 'from' | 'to' | 'port'>;
type Rest = Omit<Said, 'path' | 'method'>;

/** A request, and the mesh that it is put to. What the matchers take. */
export interface AskedRequest {
  readonly application: MeshApplication;
  readonly request: MeshRequest;
}

/** Of a gateway complete; of a node it lacks the service. */
export interface SentRequest extends AskedRequest {
  /** @param port of the service, where it is on several */
  readonly to: (service: string, port?: number) => AskedRequest;
}

export interface OpenRequest {
  /** A gateway, which stands for its clients, or a node. */
  readonly from: (caller: string) => SentRequest;
}

export interface Requests {
  readonly get: (path: string, rest?: Rest) => OpenRequest;
  readonly post: (path: string, rest?: Rest) => OpenRequest;
  /** Any other method, or everything at once. */
  readonly request: (said: Said) => OpenRequest;
  /** gRPC. @example call('shop.Prices', 'Get', { metadata: { canary: 'yes' } }).from('web').to('prices') */
  readonly call: (
    serviceName: string,
    methodName: string,
    rest?: Pick<Said, 'metadata' | 'host'>,
  ) => OpenRequest;
  /** A TCP connection. */
  readonly connect: () => OpenRequest;
}

/**
 * Nothing runs, and nothing is sent.
 * @param context @default - stage `dev`
 * @throws MeshError where the application is not sound
 * @example const { get } = requestsTo(shop, { stage: 'prod' });
 */
export function requestsTo(
  source: ApplicationSource,
  context: ApplicationContext = { stage: 'dev' },
): Requests {
  const application = source.at(context);
  throwErrors(validateApplication(application));
  const open = (said: Said): OpenRequest => ({
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
