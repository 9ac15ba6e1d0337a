/** One factory for each problem code of a request that no mesh could receive. */
import { quote } from '../checks/value-text';
import { listNames, type Problem } from '../checks/problem';
import { suggestLikely } from '../checks/problems/factory';

const WHERE = 'request';

export function requestCallerUnknown(name: string, known: readonly string[]): Problem {
  return unknown('request-caller-unknown', 'from must be a node, a gateway or a load balancer', name, known);
}

export function requestServiceUnknown(name: string, known: readonly string[]): Problem {
  return unknown('request-service-unknown', 'to must be a service', name, known);
}

export function requestServiceMissing(caller: string, backends: readonly string[]): Problem {
  return {
    code: 'request-service-missing',
    severity: 'error',
    where: WHERE,
    what: `node ${quote(caller)} calls a service, and none is given`,
    fix: `give it as "to", its backends: ${listNames(backends)}`,
  };
}

export function requestServiceAtGateway(gateway: string, service: string): Problem {
  return {
    code: 'request-service-at-gateway',
    severity: 'error',
    where: WHERE,
    what: `the clients of gateway ${quote(gateway)} do not name a service: its routes find it`,
    got: service,
    fix: 'leave out "to", and give host and path',
  };
}

export function requestServiceAtLoadBalancer(loadBalancer: string, service: string): Problem {
  return {
    code: 'request-service-at-load-balancer',
    severity: 'error',
    where: WHERE,
    what: `the clients of load balancer ${quote(loadBalancer)} do not name a service: its routes lead on`,
    got: service,
    fix: 'leave out "to", and give host and path',
  };
}

export function requestPath(path: string): Problem {
  return {
    code: 'request-path',
    severity: 'error',
    where: WHERE,
    what: 'path must begin with "/" and be written as it goes over the wire, in visible ASCII',
    got: path,
    fix: 'encode it, for example with encodeURI()',
  };
}

function unknown(code: string, what: string, name: string, known: readonly string[]): Problem {
  return {
    code,
    severity: 'error',
    where: WHERE,
    what: `${what}, known: ${listNames(known)}`,
    got: name,
    fix: suggestLikely(name, known, 'use one of these'),
  };
}
