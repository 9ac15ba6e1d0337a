/** `MESH_WEIGHTS`: weights of routes, set from outside the application. */
import { byKey, byText } from '../../mesh/by-key';
import type { Problem } from '../../mesh/checks/problem';
import { limits } from '../../mesh/checks/limits';
import type { WeightOverride } from '../../mesh/weights';
import { quote } from '../../mesh/checks/value-text';
import { accepted, type Read, readAll, refused } from './setting-form';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** `color-service/default:red=90,blue=10`, several separated by `;`, sorted by their path. */
export function readWeights(text: string, where: string): Read<readonly WeightOverride[]> {
  const routes = readAll(text.split(';').map((entry) => readRoute(entry.trim(), where)));
  if (routes.kind === 'problems') return refused(...routes.problems);
  const paths = routes.value.map(routePath);
  const twice = [...new Set(paths.filter((path, index) => paths.indexOf(path) !== index))];
  if (twice.length > 0) return refused(...twice.map((path) => weightsRouteTwice(where, path)));
  return accepted([...routes.value].sort(byText(routePath)));
}

function readRoute(entry: string, where: string): Read<WeightOverride> {
  const [path = '', list, ...more] = entry.split(':');
  const names = path.split('/').map((name) => name.trim());
  const [route, service, application, ...rest] = [...names].reverse();
  if (list === undefined || more.length > 0 || rest.length > 0) return refused(weightsForm(where, entry));
  if (route === undefined || service === undefined || !names.every((name) => NAME.test(name))) {
    return refused(weightsForm(where, entry));
  }
  const pairs = readAll(list.split(',').map((pair) => readWeight(pair, { where, path: names.join('/') })));
  if (pairs.kind === 'problems') return refused(...pairs.problems);
  const nodes = pairs.value.map(([node]) => node);
  const twice = [...new Set(nodes.filter((node, index) => nodes.indexOf(node) !== index))];
  if (twice.length > 0)
    return refused(...twice.map((node) => weightsNodeTwice(where, names.join('/'), node)));
  const weights = Object.fromEntries([...pairs.value].sort(byKey));
  return accepted(
    application === undefined ? { service, route, weights } : { application, service, route, weights },
  );
}

interface PlaceOfWeight {
  readonly where: string;
  /** The weights of the route. */
  readonly path: string;
}

function readWeight(pair: string, { where, path }: PlaceOfWeight): Read<readonly [string, number]> {
  const [node = '', text, ...more] = pair.split('=').map((part) => part.trim());
  if (text === undefined || more.length > 0 || !NAME.test(node))
    return refused(weightsForm(where, pair.trim()));
  const weight = Number(text);
  if (!/^[0-9]+$/.test(text) || weight > limits.weight.max)
    return refused(weightRange(`${where} > ${quote(path)}`, node, text));
  return accepted([node, weight] as const);
}

function routePath({ application, service, route }: WeightOverride): string {
  return [application, service, route].filter((name) => name !== undefined).join('/');
}

function weightsForm(where: string, got: string): Problem {
  return {
    code: 'setting-weights-form',
    severity: 'error',
    where,
    what: 'must be <service>/<route>:<node>=<weight>,<node>=<weight>',
    got,
    fix: 'write color-service/default:red=90,blue=10, and ; between routes',
  };
}

function weightRange(where: string, node: string, got: string): Problem {
  return {
    code: 'setting-weight-range',
    severity: 'error',
    where,
    what: `must give node ${quote(node)} a whole number from 0 to ${limits.weight.max}`,
    got,
    fix: `write ${node}=10`,
  };
}

function weightsRouteTwice(where: string, got: string): Problem {
  return {
    code: 'setting-weights-route-twice',
    severity: 'error',
    where,
    what: 'names a route twice',
    got,
    fix: 'write all its nodes in one entry',
  };
}

function weightsNodeTwice(where: string, path: string, got: string): Problem {
  return {
    code: 'setting-weights-node-twice',
    severity: 'error',
    where,
    what: `names a node of route "${path}" twice`,
    got,
    fix: 'keep one of the two',
  };
}
