/** Mistakes at random places of a definition: what no compiler would pass, and what every compiler does. */
import fc from 'fast-check';

/** One mistake. */
export interface Mutation {
  /** Which of the places, counted round. */
  readonly place: number;
  readonly how: (parent: Container, key: string) => void;
  /** For the reader of a failure. */
  readonly name: string;
}

type Container = Record<string, unknown>;

function cyclic(): object {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  return circle;
}

class Ship {
  readonly milliseconds = 5;
}

/** What may stand in place of any value. Made anew each time, so that no mutation sees another's. */
const strange: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  '1e308': () => 1e308,
  '-0': () => -0,
  '0': () => 0,
  '1.5': () => 1.5,
  '-1': () => -1,
  '65536': () => 65_536,
  true: () => true,
  false: () => false,
  'empty text': () => '',
  'a digit': () => '1',
  'control characters': () => 'a\n\u0000\u001b[31m\u007f\u0085\u2028b',
  'a lone surrogate': () => '\ud800',
  emoji: () => '🚢',
  'a quote': () => '"',
  'a template': () => '${web}',
  'long text': () => 'x'.repeat(100_000),
  'many brackets': () => '('.repeat(50_000),
  __proto__: () => '__proto__',
  constructor: () => 'constructor',
  'a node': () => 'web',
  'a BigInt': () => 10n,
  'a symbol': () => Symbol('ship'),
  'a function': () => () => 1,
  'a date': () => new Date(0),
  'an invalid date': () => new Date(NaN),
  'a map': () => new Map([['web', 1]]),
  'a class': () => new Ship(),
  bytes: () => new Uint8Array(2),
  'a list': () => [1, 'a', null],
  'a list with a hole': () => Array(2),
  'an empty list': () => [],
  'an empty object': () => ({}),
  'an object without prototype': () => Object.assign(Object.create(null) as object, { a: 1 }),
  'an object in itself': cyclic,
  'a list in itself': () => {
    const list: unknown[] = ['web'];
    list.push(list);
    return list;
  },
  'an object with a BigInt': () => ({ a: 1n }),
  'an object that refuses JSON': () => ({ toJSON: () => undefined, a: 1 }),
  'text in itself': () => {
    const parts: unknown[] = [];
    const address = { kind: 'text', parts };
    parts.push(address);
    return address;
  },
  'a duration with more': () => ({ milliseconds: 5000, of: cyclic() }),
  'an address with more': () => ({ kind: 'host', service: 'db', bytes: new Uint8Array(2) }),
};

/** Names that a plain object has without being given them, and names that look like others. */
const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  ' ',
  'WEB',
  'web',
  'we b',
  'web ',
  'a--b',
  '1',
  'a\nb',
  '\ud800',
  '🚢',
  'x'.repeat(5000),
  'a"b',
  'platform',
  'default',
  'PORT',
  'kind',
  'external',
  'to',
];

/** As literals have it: `{ ['__proto__']: 1 }` is a key like any other. */
function put(parent: Container, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

const replacing: fc.Arbitrary<Omit<Mutation, 'place'>> = fc
  .constantFrom(...Object.entries(strange))
  .map(([name, make]) => ({ name: `becomes ${name}`, how: (parent, key) => put(parent, key, make()) }));

const renaming: fc.Arbitrary<Omit<Mutation, 'place'>> = fc
  .tuple(fc.constantFrom(...names), fc.boolean())
  .map(([to, keeps]) => ({
    name: `${keeps ? 'is copied' : 'moves'} to ${JSON.stringify(to.slice(0, 20))}`,
    how: (parent, key) => {
      if (Array.isArray(parent)) return put(parent, key, to);
      const value = parent[key];
      if (!keeps) Reflect.deleteProperty(parent, key);
      put(parent, to, value);
    },
  }));

const structural: fc.Arbitrary<Omit<Mutation, 'place'>> = fc.constantFrom(
  {
    name: 'goes',
    how: (parent: Container, key: string) => {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(parent, key);
    },
  },
  {
    name: 'is there twice',
    how: (parent: Container, key: string) => {
      if (Array.isArray(parent)) parent.push(parent[Number(key)]);
      else put(parent, `${key}-2`, parent[key]);
    },
  },
  {
    name: 'turns into a list or back',
    how: (parent: Container, key: string) => {
      const value = parent[key];
      put(
        parent,
        key,
        Array.isArray(value) ? { ...value } : isContainer(value) ? Object.values(value) : [value],
      );
    },
  },
  {
    name: 'freezes',
    how: (parent: Container) => Object.freeze(parent),
  },
);

/** So many members: of the list or the object, and of what holds it where it is neither. */
const growing = (count: number): Omit<Mutation, 'place'> => ({
  name: `grows to ${count}`,
  how: (parent, key) => {
    const value = parent[key];
    const grown = isContainer(value) ? value : parent;
    const items = Object.values(grown);
    for (let index = items.length; index < count; index += 1) {
      const item = items.length === 0 ? value : items[index % items.length];
      put(grown, Array.isArray(grown) ? String(index) : `n${index}`, item);
    }
  },
});

const at = (how: fc.Arbitrary<Omit<Mutation, 'place'>>): fc.Arbitrary<Mutation> =>
  fc.tuple(fc.nat(10_000), how).map(([place, rest]) => ({ place, ...rest }));

/** One to four mistakes at once. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  at(fc.oneof({ weight: 4, arbitrary: replacing }, { weight: 2, arbitrary: renaming }, structural)),
  { minLength: 1, maxLength: 4 },
);

/** A list or an object of ten thousand, and then some mistakes in it. */
export const largeMutations: fc.Arbitrary<Mutation[]> = fc
  .tuple(at(fc.constantFrom(growing(10_000))), mutations)
  .map(([large, more]) => [large, ...more]);

/** A copy of the definition with every mistake made in it; what a mistake freezes or takes away, later ones leave. */
export function mutated(definition: object, mistakes: readonly Mutation[]): unknown {
  const root: Container = { definition: structuredClone(definition) };
  for (const { place, how } of mistakes) {
    const places = placesIn(root);
    const [parent, key] = places[place % places.length] ?? [root, 'definition'];
    if (!Object.isFrozen(parent)) how(parent, key);
  }
  return root.definition;
}

function placesIn(root: Container): [Container, string][] {
  const seen = new Set<unknown>();
  const found: [Container, string][] = [];
  const visit = (parent: Container) => {
    if (seen.has(parent)) return;
    seen.add(parent);
    for (const key of Object.keys(parent)) {
      found.push([parent, key]);
      const value = parent[key];
      if (isContainer(value)) visit(value);
    }
  };
  visit(root);
  return found;
}

export function isContainer(value: unknown): value is Container {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The same all the way down, in containers of its own; `turn` puts keys into another order. */
export function copyOf(
  value: unknown,
  turn: (keys: string[]) => string[] = (keys) => keys,
  seen = new Map<unknown, unknown>(),
): unknown {
  if (!isContainer(value)) return value;
  if (seen.has(value)) return seen.get(value);
  const copy = (Array.isArray(value) ? Array(value.length) : {}) as Container;
  seen.set(value, copy);
  const keys = Object.keys(value);
  for (const key of Array.isArray(value) ? keys : turn(keys)) put(copy, key, copyOf(value[key], turn, seen));
  return copy;
}
