/** Random requests to a random mesh: through a gateway, or from `caller` to a service. */
import fc from 'fast-check';
import type { MeshApplication } from '../../lib/mesh/application';
import { lookupIn } from '../../lib/mesh/lookup';
import type { MeshRequest } from '../../lib/mesh/resolve';

/** A request without its caller: numbers choose among what the mesh has. */
export interface Question {
  readonly entry: number;
  readonly port: number;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly serviceName: string;
  readonly methodName: string;
  readonly scheme: 'http' | 'https';
  readonly fields: Readonly<Record<string, string>>;
}

/** In HTTP/2 Envoy drops a cookie that is empty, in HTTP/1.1 it does not; no request has one. */
const fields = fc
  .dictionary(
    fc.constantFrom('x-a', 'x-a', 'x-b', 'cookie', 'user-agent'),
    fc.constantFrom('a', 'a', 'a', 'a', 'b', 'ab', 'A', '1', '5', '-1', 'x.y', ''),
    { minKeys: 0, maxKeys: 4 },
  )
  .map(({ cookie, ...rest }) => ({ ...rest, ...(cookie !== undefined && cookie !== '' && { cookie }) }));

export const anyQuestion: fc.Arbitrary<Question> = fc.record({
  entry: fc.nat(30),
  port: fc.nat(1),
  host: fc.constantFrom(
    'shop.example.com',
    'SHOP.example.com:8080',
    'a.example.com',
    'example.com',
    'other.org',
  ),
  method: fc.constantFrom('GET', 'GET', 'POST', 'PUT'),
  path: fc.constantFrom(
    '/',
    '/a',
    '/ab',
    '/abc',
    '/a/',
    '/a/b',
    '/a/b',
    '/a/b',
    '/ab',
    '/ab',
    '/a/b/c',
    '/A',
    '/b/x',
    '/5',
    '/x.y',
    '/a//b',
    '/x/../a',
    '/a/.',
    '/%61/b',
    '/a%2Fb',
    '/a%5cb',
    '/b%2f..%2Fa',
    '/{x}',
    '/aa',
    '//',
    '/.a',
  ),
  query: fc.constantFrom(
    '',
    '',
    '?',
    '?q',
    '?q=a',
    '?q=a&q=b',
    '?page=1&q=b',
    '?q=x.y&page',
    '?Q=a',
    '?q=%61',
  ),
  serviceName: fc.constantFrom('shop.Web', 'shop.Other', 'shop.Webs'),
  methodName: fc.constantFrom('Get', 'Put', 'Gets'),
  scheme: fc.constantFrom('http', 'http', 'https'),
  fields,
});

/** The question as a caller in the mesh can ask it. */
export function requestIn(application: MeshApplication, question: Question): MeshRequest {
  const lookup = lookupIn(application);
  const entries = [
    ...application.gateways.map(({ name, listener }) => ({ from: name, protocol: listener.protocol })),
    ...application.services.flatMap(({ name: to }) => {
      const ports = lookup.listenersOf(to);
      const { port, protocol } = ports[question.port % ports.length] ?? lookup.listenerOf(to);
      return [{ from: 'caller', to, port, protocol }];
    }),
  ];
  const { protocol = 'http', ...entry } = entries[question.entry % entries.length] ?? { from: 'caller' };
  const { host, method, path, query, serviceName, methodName, scheme, fields: said } = question;
  switch (protocol) {
    case 'tcp':
      return { ...entry, protocol };
    case 'grpc':
      return { ...entry, protocol, host, serviceName, methodName, metadata: said };
    case 'http':
      return { ...entry, protocol, host, method, path: path + query, headers: said };
    case 'http2':
      return { ...entry, protocol, host, method, path: path + query, headers: said, scheme };
  }
}
