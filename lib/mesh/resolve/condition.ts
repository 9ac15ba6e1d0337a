/** The conditions of a route, prepared to be tested on requests. */
import { quote } from '../checks/value-text';
import { readExpression } from '../match/re2/expression';
import { type MeshMatch, type NamedMatch } from '../match/match';
import type { Protocol } from '../protocol';
import {
  describeValue,
  type HeaderMatch,
  type HostnameMatch,
  type PathMatch,
  type QueryMatch,
  type ValueMatch,
} from '../match/value-match';
import { headerOf, parameterOf, type ReadRequest } from './request';

export interface Condition {
  /** `header "x-canary" exact "yes"`, as a problem shows it. */
  readonly says: string;
  readonly holds: (request: ReadRequest) => boolean;
  /** The value of the request for this condition; undefined if absent. */
  readonly got: (request: ReadRequest) => string | undefined;
}

/** @param protocol the protocol of the route's listener; TCP has no conditions */
export function conditionsOf(match: MeshMatch, protocol: Protocol): Condition[] {
  if (protocol === 'tcp') return [];
  return [
    ...(protocol === 'grpc' ? [IS_GRPC] : []),
    ...pathConditions(match),
    ...(match.hostname ? [hostCondition(match.hostname)] : []),
    ...(['method', 'scheme'] as const).flatMap((field) => {
      const wanted = match[field];
      if (wanted === undefined) return [];
      return [condition(`${field} ${quote(wanted)}`, (request) => request[field], is(wanted))];
    }),
    ...match.headers.map((each) => headerCondition('header', each)),
    ...match.metadata.map((each) => headerCondition('metadata', each)),
    ...match.queryParameters.map(queryCondition),
  ];
}

const condition = (
  says: string,
  got: Condition['got'],
  fits: (text: string | undefined) => boolean,
): Condition => ({
  says,
  got,
  holds: (request) => fits(got(request)),
});

const is = (wanted: string) => (text: string | undefined) => text === wanted;

const IS_GRPC: Condition = {
  says: 'a gRPC request',
  holds: ({ isGrpc }) => isGrpc,
  got: ({ headers }) => headers.get('content-type'),
};

function pathConditions(match: MeshMatch): Condition[] {
  const { prefix, path, serviceName, methodName } = match;
  const got = (request: ReadRequest) => request.path;
  if (path !== undefined) return [condition(`path ${describeValue(path)}`, got, fitsPath(path))];
  if (prefix !== undefined && prefix !== '/')
    return [condition(`prefix ${quote(prefix)}`, got, (text) => text?.startsWith(prefix) === true)];
  if (serviceName === undefined) return [];
  const says = [
    `serviceName ${quote(serviceName)}`,
    ...(methodName === undefined ? [] : [`methodName ${quote(methodName)}`]),
  ].join(', ');
  const start = `/${serviceName}/`;
  const fits = (text = '') =>
    methodName === undefined ? text.startsWith(start) : text === start + methodName;
  return [condition(says, got, fits)];
}

function fitsPath(path: PathMatch): (text: string | undefined) => boolean {
  const fits = fitsValue(path);
  return (text) => text !== undefined && fits(text);
}

/** A host has no case. Clients may add a port to it, which does not count. */
function hostCondition({ kind, value }: HostnameMatch): Condition {
  const wanted = value.toLowerCase();
  const got = ({ authority }: ReadRequest) => authority.toLowerCase().replace(/:[0-9]+$/, '');
  const says = `hostname ${describeValue({ kind, value })}`;
  return kind === 'exact'
    ? condition(says, got, is(wanted))
    : condition(says, got, (text) => text?.endsWith(wanted) === true);
}

function headerCondition(noun: string, { name, match }: NamedMatch<HeaderMatch>): Condition {
  const key = name.toLowerCase();
  const says = `${noun} ${quote(name)} ${describeValue(match)}`;
  return condition(says, (request) => headerOf(request, key), fitsHeader(match));
}

function queryCondition({ name, match }: NamedMatch<QueryMatch>): Condition {
  const says = `query parameter ${quote(name)} ${describeValue(match)}`;
  return condition(says, (request) => parameterOf(request, name), fitsHeader(match));
}

/** An absent value cannot be compared, so only `not(present())` holds for it. */
export function fitsHeader(match: HeaderMatch): (text: string | undefined) => boolean {
  if (match.kind !== 'not') {
    const fits = fitsValue(match);
    return (text) => text !== undefined && fits(text);
  }
  const { match: inner } = match;
  if (inner.kind === 'present') return (text) => text === undefined;
  const fits = fitsValue(inner);
  return (text) => text !== undefined && !fits(text);
}

function fitsValue(match: ValueMatch): (text: string) => boolean {
  switch (match.kind) {
    case 'exact':
      return (text) => text === match.value;
    case 'prefix':
      return (text) => text.startsWith(match.value);
    case 'suffix':
      return (text) => text.endsWith(match.value);
    case 'present':
      return () => true;
    case 'regex': {
      const expression = readExpression(match.value);
      return (text) => expression?.test(text) === true;
    }
    case 'range':
      return (text) => {
        const number = /^\s*[+-]?[0-9]+\s*$/.test(text) ? Number(text) : NaN;
        return number >= match.start && number < match.end;
      };
  }
}
