/** Meshes as large as they may be, with a mistake at every place of one kind, and how long it takes to say so. */
import { type ApplicationDefinition, exact, http, urlOf } from '../../lib/mesh';
import { completeApplication } from '../../lib/mesh/complete-application';
import { counts } from '../../lib/mesh/checks/limits';
import { MeshError, throwErrors } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import { aNode } from '../../lib/testing';
import { cpuTime } from '../support/cpu-time';

type Parts = Pick<ApplicationDefinition, 'nodes' | 'services'> &
  Partial<Pick<ApplicationDefinition, 'stacks' | 'gateways'>>;

const namesOf = (size: number, noun: string) =>
  Array.from({ length: size }, (_, index) => `${noun}-${String(index).padStart(5, '0')}`);
const byName = <Value>(names: readonly string[], valueOf: (name: string, index: number) => Value) =>
  Object.fromEntries(names.map((name, index) => [name, valueOf(name, index)]));

interface Mistakes {
  readonly backend?: (name: string) => string;
  readonly target?: (name: string) => string;
  readonly name?: (name: string) => string;
  readonly address?: string;
  readonly runs?: object;
}

/** Each service calls the five after it. */
export function soundMesh(size: number, { backend, target, name, address, runs }: Mistakes = {}): Parts {
  const names = namesOf(size, 'service');
  return {
    nodes: byName(names.map(name ?? ((one) => one)), (_, index) => {
      const called = [1, 2, 3, 4, 5].map((step) => names[(index + step) % size] ?? '');
      const backends = [(backend ?? String)(called[0] ?? ''), ...called.slice(1)];
      const environment = byName(['A', 'B', 'C', 'D', 'E'], (_name, place) =>
        urlOf(address ?? backends[place] ?? ''),
      );
      return aNode({ backends, runs: { environment, ...runs } });
    }),
    services: byName(names, (one) => ({ to: (target ?? String)((name ?? String)(one)) })),
  };
}

/** Each service in a stack of its own. */
export const inStacks = (size: number, change: (name: string) => string = String): Parts => ({
  ...soundMesh(size),
  stacks: { platform: [], ...byName(namesOf(size, 'service'), (name) => [change(name)]) },
});

/** Ten services, each with as many routes as one may have. */
export function routeMesh(
  match: (index: number) => object = prefix,
  target: (index: number) => string = () => 'web',
): Parts {
  const routes = byName(namesOf(counts.serviceRoutes.max, 'route'), (_, index) => ({
    match: match(index),
    // The first is looked at first, whatever it matches.
    priority: Math.min(index, 1),
    targets: { [target(index)]: 1 },
  }));
  return { nodes: { web: aNode() }, services: byName(namesOf(10, 'service'), () => ({ routes })) };
}

const prefix = (index: number) => ({ prefix: `/p${index}/` });

const variables = (size: number, start: string): Parts => ({
  nodes: {
    web: aNode({
      runs: {
        environment: byName(
          namesOf(size, start).map((name) => name.replace('-', '')),
          () => 'x',
        ),
      },
    }),
  },
  services: { web: { to: 'web' } },
});

const calls = (size: number, backends: readonly string[], more: object = {}): Parts => ({
  nodes: { web: aNode({ backends, ...more }) },
  services: byName(namesOf(size, 'service'), () => ({ to: 'web' })),
});

const listeners = (size: number, port: (index: number) => number): Parts => ({
  nodes: { web: aNode({ listeners: Array.from({ length: size }, (_, index) => http(port(index))) }) },
  services: { web: { to: 'web' } },
});

/** What is wrong, in so many places. */
export const mistakes: Readonly<Record<string, (size: number) => Parts>> = {
  'a backend of each node': (size) =>
    soundMesh(size, { backend: (name) => name.replace('service', 'servcie') }),
  'the target of each service': (size) => soundMesh(size, { target: (name) => `${name}x` }),
  'the name of each node': (size) => soundMesh(size, { name: (name) => name.toUpperCase() }),
  'each address': (size) => soundMesh(size, { address: 'nobody' }),
  'a type in each node': (size) => soundMesh(size, { runs: { cpu: '256' } }),
  'a number in each node': (size) => soundMesh(size, { runs: { cpu: 255, count: -1 } }),
  'several things in each node': (size) =>
    soundMesh(size, { runs: { cpu: NaN, source: '', containerMemoryMiB: 1 } }),
  'the name of each variable': (size) => variables(size, '1_'),
  'each backend of one node is there twice': (size) =>
    calls(size, [...namesOf(size, 'service'), ...namesOf(size, 'service')]),
  'each backend of one node is no service': (size) => calls(size, namesOf(size, 'servcie')),
  'each backend of one node has a port that another should have': (size) =>
    calls(size, namesOf(size, 'service'), { backendPorts: byName(namesOf(size, 'servcie'), () => 5000) }),
  'all listeners of one node on one port': (size) => listeners(size, () => 3000),
  'the port of each listener': (size) => listeners(size, (index) => -index),
};

/** What is wrong, in so many stacks. */
export const stackMistakes: typeof mistakes = {
  'the node of each stack': (size) => inStacks(size, (name) => `${name}x`),
  'one node in all stacks': (size) => inStacks(size, () => 'service-00001'),
};

/** What is wrong with routes, in ten lists that are as long as they may be. */
export const routeMistakes: Readonly<Record<string, () => Parts>> = {
  'the target of each route': () => routeMesh(prefix, (index) => `wbe${index}`),
  'the prefix of each route': () => routeMesh((index) => ({ prefix: `p${index}` })),
  'each route but one is never reached': () =>
    routeMesh((index) => (index === 0 ? {} : { headers: { x: exact(`${index}`) } })),
  'one of many routes of as many prefixes and headers': () =>
    routeMesh((index) =>
      index % 2 === 0 ? { prefix: index === 0 ? 'p' : `/p${index}/` } : { headers: { x: exact(`${index}`) } },
    ),
  'all routes match the same': () => routeMesh(() => ({ prefix: '/' })),
};

const ROUNDS = 5;

/** Milliseconds of CPU, the least of rounds in turn, after one that warms up: what else the machine does only adds to it. */
export function timesOf(sound: Parts, wrong: Parts): { readonly sound: number; readonly wrong: number } {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => [timeOf(sound), timeOf(wrong)] as const).slice(1);
  return {
    sound: Math.min(...rounds.map(([one]) => one)),
    wrong: Math.min(...rounds.map(([, other]) => other)),
  };
}

const timeOf = (parts: Parts) => cpuTime(() => isSound(parts));

export function isSound(parts: Parts): boolean {
  const definition: ApplicationDefinition = { mesh: 'shop', namespace: 'shop.local', ...parts };
  try {
    throwErrors(validateApplication(completeApplication('shop', { stage: 'dev' }, definition)));
    return true;
  } catch (error) {
    if (error instanceof MeshError) return false;
    throw error;
  }
}
