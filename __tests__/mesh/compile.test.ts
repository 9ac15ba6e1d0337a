/** The compiler knows the names in an application: a misspelt one is an error, at that word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Parts of one application that compiles; each wrong program differs from it by one word. */
const GOOD = `
import { application, applicationLoadBalancer, hostOf, http, portOf, seconds, text, urlOf } from '../../lib/mesh';

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
      backends: ['color'],
      runs: {
        source: 'web',
        count: stage === 'prod' ? 3 : 1,
        scaling: { min: 1, max: 3, cpuPercent: 50 },
        environment: {
          COLOR: urlOf('color', { path: '/v1' }),
          HOST: hostOf('color'),
          BOTH: text\`\${hostOf('color')}:\${portOf('color')}\`,
        },
      },
    },
    migrate: {
      backends: ['color'],
      runs: { kind: 'task', source: 'migrate', environment: { TO: urlOf('color') } },
    },
    nightly: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly', readonlyRootFilesystem: false } },
  },
  services: {
    web: { to: 'web' },
    color: {
      routes: {
        default: { targets: { red: 90, blue: 10 }, retry: { maxRetries: 3 }, timeout: { idle: seconds(60) } },
        api: { match: { prefix: '/api' }, targets: { blue: 1 }, retry: false },
      },
    },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { web: { service: 'web', match: { prefix: '/' } } },
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
  ['a backend', "backends: ['color']", "backends: ['colr']", 2820, "'colr'", `Did you mean '"color"'?`],
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
  ['a field of a match', "prefix: '/api'", "path: '/api'", 2322, 'path', '"path\\" is not a field here"'],
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
    'runs',
    "Types of property 'count' are incompatible",
  ],
  [
    'a time of a one-off task',
    "kind: 'task',",
    "kind: 'task', at: 'rate(1 day)',",
    2322,
    'at',
    "not assignable to type 'ScheduleExpression'",
  ],
  [
    'scaling of a schedule',
    "at: 'rate(1 day)',",
    "at: 'rate(1 day)', scaling: { min: 1, max: 2, cpuPercent: 50 },",
    2322,
    'runs',
    "Types of property 'scaling' are incompatible",
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
  ['a kind', "kind: 'schedule'", "kind: 'cron'", 2322, 'kind', `'"service" | "task" | "schedule"'`],
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
