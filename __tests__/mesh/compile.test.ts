/** The compiler knows the names in an application: a misspelt one is an error, at that word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Parts of one application that compiles; each wrong program differs from it by one word. */
const GOOD = `
import {
  application,
  applicationLoadBalancer,
  exact,
  grpc,
  hostOf,
  http,
  http2,
  not,
  portOf,
  present,
  range,
  regex,
  seconds,
  suffix,
  tcp,
  text,
  urlOf,
} from '../../lib/mesh';

/** Used again, so that a program without its other use is wrong in one way. */
export const again = [exact('x'), suffix('.com')];

const teller = (color: string) => ({
  listeners: [http(3000, { health: '/health' })],
  runs: { source: 'teller', environment: { COLOR: color } },
});

export default application('shop', ({ stage }) => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    red: teller('red'),
    blue: teller('blue'),
    web: {
      listeners: [http(3000, { timeout: { perRequest: seconds(5) }, connectionPool: { maxConnections: 10 } })],
      backends: ['color', 'db', 'prices'],
      runs: {
        source: 'web',
        count: stage === 'prod' ? 3 : 1,
        scaling: { min: 1, max: 3, cpuPercent: 50 },
        environment: {
          COLOR: urlOf('color', { path: '/v1' }),
          HOST: hostOf('color'),
          BOTH: text\`\${hostOf('color')}:\${portOf('color')}\`,
          DATABASE: hostOf('db'),
        },
      },
    },
    migrate: {
      backends: ['color'],
      runs: { kind: 'task', source: 'migrate', environment: { TO: urlOf('color') } },
    },
    nightly: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly', readonlyRootFilesystem: false } },
    prices: {
      listeners: [grpc(50051, { health: true, connectionPool: { maxRequests: 10 } }), http2(3001)],
      runs: { source: 'prices' },
    },
    db: { external: tcp(5432), host: 'db.example.com', cidr: '203.0.113.0/24' },
  },
  services: {
    web: { to: 'web' },
    db: { to: 'db' },
    prices: {
      routes: {
        quotes: { match: { port: 50051, serviceName: 'shop.Prices', methodName: 'Quote' }, targets: { prices: 1 } },
      },
    },
    color: {
      routes: {
        default: { targets: { red: 90, blue: 10 }, retry: { maxRetries: 3 }, timeout: { idle: seconds(60) } },
        api: { match: { prefix: '/api' }, targets: { blue: 1 }, retry: false },
        canary: {
          priority: 1,
          match: {
            path: regex('/v[12]'),
            method: 'GET',
            headers: { 'x-canary': exact('yes'), 'x-any': [not(present()), range(1, 9)] },
            queryParameters: { q: present() },
          },
          targets: { blue: 1 },
        },
      },
    },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: {
        web: { service: 'web', match: { prefix: '/' } },
        shop: {
          service: 'web',
          match: { hostname: suffix('.example.com'), prefix: '/shop/' },
          rewrite: { prefix: '/v1/', hostname: false },
        },
      },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
  network: { zones: 3 },
  tracing: { samplingRate: 0.1 },
}));
`;

/** A mistake, the code of the compiler's error, and the word it stands at. */
const MISTAKES: readonly (readonly [
  what: string,
  from: string,
  to: string,
  code: number,
  word: string,
  says: string,
])[] = [
  ['a backend', "backends: ['color',", "backends: ['colr',", 2820, "'colr'", `Did you mean '"color"'?`],
  ['`to`', "web: { to: 'web' }", "web: { to: 'wbe' }", 2322, 'to', '"wbe"'],
  [
    'a target',
    'targets: { red: 90',
    'targets: { rde: 90',
    2322,
    'rde',
    '"rde\\" is not a node of this application"',
  ],
  ['a service of a gateway', "service: 'web'", "service: 'wob'", 2322, 'service', '"wob"'],
  ['a service of urlOf', "COLOR: urlOf('color'", "COLOR: urlOf('colour'", 2322, 'COLOR', '"colour"'],
  ['a service of hostOf', "HOST: hostOf('color')", "HOST: hostOf('colour')", 2322, 'HOST', '"colour"'],
  ['a service in text``', "{portOf('color')}", "{portOf('colour')}", 2322, 'BOTH', '"colour"'],
  ['a field of the application', 'tracing:', 'traces:', 2322, 'traces', '"traces\\" is not a field here"'],
  ['a field of a node', 'backends:', 'backend:', 2322, 'backend', '"backend\\" is not a field here"'],
  ['a field of what runs', 'count:', 'cnt:', 2322, 'cnt', '"cnt\\" is not a field here"'],
  ['a field of scaling', 'cpuPercent:', 'cpu_percent:', 2322, 'cpu_percent', 'is not a field here'],
  [
    'a field of a route',
    "match: { prefix: '/api' }",
    "matches: { prefix: '/api' }",
    2322,
    'matches',
    'is not a field here',
  ],
  ['a field of a match', "prefix: '/api'", "paht: '/api'", 2322, 'paht', '"paht\\" is not a field here"'],
  ['a method', "method: 'GET'", "method: 'get'", 2820, 'method', `Did you mean '"GET"'?`],
  ['an expression as a host', "hostname: suffix('", "hostname: regex('", 2322, 'hostname', "'RegexMatch'"],
  ['a header without a match', "exact('yes'),", "'yes',", 2322, "'x-canary'", "Type 'string'"],
  ['a match of a query', 'q: present()', 'q: not(present())', 2322, 'q', "'NotMatch'"],
  ['a match turned twice', 'not(present())', 'not(not(present()))', 2345, 'not(present())', "'NotMatch'"],
  ['a field of a gRPC match', 'serviceName:', 'service:', 2322, 'service', 'is not a field here'],
  ['a field of a rewrite', 'hostname: false', 'host: false', 2322, 'host', 'is not a field here'],
  [
    'a pool of another protocol',
    'maxRequests: 10',
    'maxConnections: 10',
    2353,
    'maxConnections',
    'RequestPool',
  ],
  ['a path to check of gRPC', 'health: true', "health: '/health'", 2322, 'health', "'string'"],
  ['a gateway of TCP', 'listener: http(8080)', 'listener: tcp(8080)', 2375, 'listener', "'TcpListener'"],
  ['an external target', "db: { to: 'db' }", "db: { to: 'bd' }", 2322, 'to', '"bd"'],
  ['a field of an external node', 'cidr:', 'block:', 2322, 'block', 'is not a field here'],
  ['a field of a retry', 'maxRetries: 3', 'retries: 3', 2322, 'retries', '"retries\\" is not a field here"'],
  ['a field of a timeout', 'idle: seconds', 'idel: seconds', 2322, 'idel', '"idel\\" is not a field here"'],
  [
    'a field of a gateway',
    'loadBalancer:',
    'balancer:',
    2322,
    'balancer',
    '"balancer\\" is not a field here"',
  ],
  [
    'a field of a gateway route',
    "match: { prefix: '/' }",
    "prefix: '/'",
    2322,
    'prefix',
    '"prefix\\" is not a field here"',
  ],
  [
    'a count of a one-off task',
    "kind: 'task',",
    "kind: 'task', count: 2,",
    2322,
    'count',
    "not assignable to type 'undefined'",
  ],
  [
    'a time of a one-off task',
    "kind: 'task',",
    "kind: 'task', at: 'rate(1 day)',",
    2322,
    'at',
    "not assignable to type 'undefined'",
  ],
  [
    'scaling of a schedule',
    "at: 'rate(1 day)',",
    "at: 'rate(1 day)', scaling: { min: 1, max: 2, cpuPercent: 50 },",
    2322,
    'scaling',
    "not assignable to type 'undefined'",
  ],
  ['a schedule without a time', "at: 'rate(1 day)',", '', 2322, 'runs', "Property 'at' is missing"],
  [
    'a time that is none',
    "'rate(1 day)'",
    "'every day'",
    2322,
    'at',
    "not assignable to type 'ScheduleExpression'",
  ],
  [
    'a kind',
    "kind: 'schedule'",
    "kind: 'cron'",
    2322,
    'kind',
    `'"cron"' is not assignable to type '"schedule"'`,
  ],
  ['a service of urlOf in a task', "TO: urlOf('color')", "TO: urlOf('colour')", 2322, 'TO', '"colour"'],
  [
    'a field of a schedule',
    'readonlyRootFilesystem',
    'readonlyRoot',
    2322,
    'readonlyRoot',
    'is not a field here',
  ],
  ['a field of the network', 'zones:', 'zone:', 2322, 'zone', '"zone\\" is not a field here"'],
  [
    'a field of a listener',
    "health: '/health'",
    "helth: '/health'",
    2561,
    'helth',
    "Did you mean to write 'health'?",
  ],
  [
    'a field that another place has',
    "source: 'web',",
    "source: 'web', targets: {},",
    2322,
    'targets',
    'is not a field here',
  ],
  [
    'both ways of a service',
    "web: { to: 'web' }",
    "web: { to: 'web', routes: {} }",
    2322,
    'web',
    "Types of property 'routes'",
  ],
  ['no way of a service', "web: { to: 'web' }", 'web: {}', 2322, 'web', "Type '{}' is not assignable"],
  [
    'a number without its unit',
    'seconds(60)',
    '60',
    2322,
    'idle',
    "Type 'number' is not assignable to type 'Duration",
  ],
];

const sources = new Map<string, string>([
  ['good', GOOD],
  ...MISTAKES.map(([, from, to], index): [string, string] => [`mistake-${index}`, GOOD.replace(from, to)]),
]);
const diagnostics = compile(sources);

it('takes an application whose names are all declared', () => {
  expect(diagnostics.get('good')).toEqual([]);
});

it.each(MISTAKES.map((row, index) => [...row, index] as const))(
  'misspelling %s, %s as %s, is error %d at %s',
  (_what, from, _to, code, word, says, index) => {
    expect(GOOD).toContain(from);
    const found = diagnostics.get(`mistake-${index}`) ?? [];
    expect(found.map((each) => ({ code: each.code, word: each.word }))).toEqual([{ code, word }]);
    expect(found[0]?.text).toContain(says);
  },
);

interface Found {
  readonly code: number;
  /** The text that an editor underlines. */
  readonly word: string;
  readonly text: string;
}

/** One program of files that are nowhere on disk, since most of the time goes into the libraries that they share. */
function compile(files: ReadonlyMap<string, string>): Map<string, Found[]> {
  const path = (name: string) => join(ROOT, '__tests__', 'mesh', `virtual-${name}.ts`);
  const texts = new Map([...files].map(([name, text]) => [path(name), text]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, ROOT);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    getSourceFile: (file, language) => {
      const text = texts.get(file);
      return text === undefined
        ? host.getSourceFile(file, language)
        : ts.createSourceFile(file, text, language);
    },
  });
  const read = ({ code, file, start = 0, length = 0, messageText }: ts.Diagnostic): Found => ({
    code,
    word: file?.text.slice(start, start + length) ?? '',
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  });
  return new Map(
    [...files.keys()].map((name) => {
      const file = program.getSourceFile(path(name));
      return [
        name,
        [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(read),
      ];
    }),
  );
}
