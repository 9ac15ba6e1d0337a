/** Application, method and path of a request, as words after `npm run explain`. */
import type { Problem } from '../../mesh/checks/problem';
import { httpMethods } from '../../mesh/match/match';
import type { MeshRequest } from '../../mesh/resolve';
import { flagValue } from '../cli/problems';

type What = Pick<
  MeshRequest,
  'method' | 'path' | 'serviceName' | 'methodName' | 'protocol' | 'host' | 'scheme'
>;

interface Words {
  readonly application?: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly more: readonly string[];
}

const METHODS: readonly string[] = [...httpMethods, 'GRPC', 'TCP'];

/** Only a path has a slash, so each word before it may be left out. No application can be called `GET`. */
export function readWords(names: readonly string[]): Words {
  const slash = names.findIndex((word) => word.includes('/'));
  const at = slash < 0 || slash > 2 ? 2 : slash;
  const before = names.slice(0, at);
  const [first, second] = before;
  const isMethod = second === undefined && first !== undefined && METHODS.includes(first.toUpperCase());
  const [application, method = 'GET'] = isMethod ? [undefined, first] : [first, second];
  return {
    ...(application !== undefined && { application }),
    method: method.toUpperCase(),
    path: names[at],
    more: names.slice(at + 1),
  };
}

export function readWhat(method: string, path: string | undefined, problems: Problem[]): What {
  if (method === 'TCP') {
    if (path !== undefined) problems.push(wrong('path', 'TCP has no path', path));
    return { protocol: 'tcp' };
  }
  if (method === 'GRPC') {
    const [, serviceName, methodName] = /^\/?([^/]+)\/([^/]+)$/.exec(path ?? '') ?? [];
    if (serviceName === undefined || methodName === undefined)
      problems.push(wrong('path', 'must be a service and a method, as in shop.Prices/Get', path));
    return { serviceName: serviceName ?? '', methodName: methodName ?? '' };
  }
  if (!/^[A-Z]+$/.test(method))
    problems.push(wrong('method', 'must be one such as GET, or GRPC or TCP', method));
  const [, scheme, host, rest = ''] = /^(https?):\/\/([^/?#]+)(.*)$/i.exec(path ?? '') ?? [];
  if (host === undefined) return { method, path: path ?? '/' };
  return {
    method,
    path: rest.startsWith('/') ? rest : `/${rest}`,
    host: host.replace(/^.*@/, ''),
    ...(scheme?.toLowerCase() === 'https' && { scheme: 'https' }),
  };
}

const wrong = (part: string, what: string, got?: string) => flagValue('explain', part, what, got);
