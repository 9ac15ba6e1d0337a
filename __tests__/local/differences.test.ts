/** What runs here is what runs on ECS: every place where the two bootstraps of color-teller differ, by its path. */
import { applicationLoadBalancer, tcp } from '../../lib/mesh';
import { lookupIn } from '../../lib/mesh/lookup';
import type { MeshApplication } from '../../lib/mesh/application';
import { gatewayRefs, nodeRefs, renderGatewayBootstrap, renderNodeBootstrap } from '../../lib/targets/envoy';
import type { AddressRange } from '../../lib/local/addresses/task-address';
import { type LocalAddresses, taskAddressIn, assignSlots } from '../../lib/local/addresses/assign-addresses';
import { describeDifferencesFromEcs } from '../../lib/local/report/differences-from-ecs';
import { localBootstrap } from '../../lib/local/local-bootstrap';
import { serviceProgram } from '../../lib/local/programs';
import { listTasks, type LocalTask } from '../../lib/local/tasks';
import { traceHere } from '../../lib/local/tracing';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { colorTeller } from '../../services';

const application = colorTeller.at({ stage: 'dev' });
const lookup = lookupIn(application);

const LINUX: AddressRange = { kind: 'addresses', block: 0 };
const MACOS: AddressRange = { kind: 'ports', first: 20_000 };

function layoutOn(range: AddressRange, ran: MeshApplication = application): LocalAddresses {
  const tasks = listTasks(ran, { counts: new Map([['red', 2]]), region: 'us-west-2' });
  const gateways = new Map([['ingress', { listener: 8080, health: 40_000 }]]);
  return { range, tasks, slots: assignSlots(tasks), gateways, externals: new Map() };
}

function local(
  owner: string,
  range: AddressRange,
  ran: MeshApplication = application,
  change: Partial<LocalAddresses> = {},
) {
  const addresses = { ...layoutOn(range, ran), ...change };
  const task = addresses.tasks.find((each) => each.owner === owner);
  if (task === undefined) throw new Error(owner);
  return localBootstrap({ application: ran, addresses }, { task });
}

function onEcs(owner: string, ran: MeshApplication = application) {
  const lookup = lookupIn(ran);
  const gateway = ran.gateways.find(({ name }) => name === owner);
  if (gateway !== undefined) return renderGatewayBootstrap(ran, gateway, gatewayRefs(ran));
  const node = lookup.node(owner);
  return renderNodeBootstrap(ran, node, nodeRefs(ran, node));
}

/** `path: on ECS → here`; the value where it is short, and its kind where it is a tree. */
function differences(ecs: unknown, here: unknown, path = ''): string[] {
  if (JSON.stringify(ecs) === JSON.stringify(here)) return [];
  if (isTree(ecs) && isTree(here)) {
    const keys = [...new Set([...Object.keys(ecs), ...Object.keys(here)])];
    return keys.flatMap((key) => differences(ecs[key], here[key], path === '' ? key : `${path}.${key}`));
  }
  return [`${path}: ${show(ecs)} → ${show(here)}`];
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const show = (value: unknown) => (isTree(value) ? 'a tree' : String(value));

const SINK = 'filter_chains.0.filters.0.typed_config.tracing.provider.typed_config.daemon_endpoint';
const TASK = 'filter_chains.0.filters.0.typed_config.tracing.provider.typed_config.segment_fields.aws';
const FIRST = 'load_assignment.endpoints.0.lb_endpoints.0.endpoint.address.socket_address';

describe('the bootstrap of a node, here and on ECS,', () => {
  test('differs in these places, all of them', () => {
    expect(differences(onEcs('client'), local('client', LINUX))).toEqual([
      'admin.address.socket_address.address: 127.0.0.1 → 127.64.0.3',
      // On a machine of one's own all its pages are open.
      'admin.allow_paths: a tree → undefined',
      'static_resources.listeners.0.name: lds_ingress_0.0.0.0_23000 → lds_ingress_127.64.0.3_23000',
      'static_resources.listeners.0.address.socket_address.address: 0.0.0.0 → 127.64.0.3',
      `static_resources.listeners.0.${SINK}.address: 127.0.0.1 → 127.64.0.1`,
      `static_resources.listeners.0.${SINK}.port_value: 2000 → 15010`,
      // One revision is of all tasks on ECS; here traces tell them apart.
      `static_resources.listeners.0.${TASK}: undefined → a tree`,
      'static_resources.listeners.1.name: lds_egress_127.0.0.1_10234 → lds_egress_127.64.0.3_10234',
      'static_resources.listeners.1.address.socket_address.address: 127.0.0.1 → 127.64.0.3',
      `static_resources.listeners.1.${SINK}.address: 127.0.0.1 → 127.64.0.1`,
      `static_resources.listeners.1.${SINK}.port_value: 2000 → 15010`,
      `static_resources.listeners.1.${TASK}: undefined → a tree`,
      'static_resources.listeners.2.address.socket_address.address: 0.0.0.0 → 127.64.0.3',
      `static_resources.clusters.0.${FIRST}.address: 127.0.0.1 → 127.64.0.3`,
      // DNS answers with a node's tasks on ECS; here they are listed.
      'static_resources.clusters.1.cluster_type: a tree → undefined',
      `static_resources.clusters.1.${FIRST}.address: blue.service.local → 127.64.0.2`,
      'static_resources.clusters.1.health_checks.0.http_health_check.host: blue.service.local → blue',
      'static_resources.clusters.1.type: undefined → STATIC',
      'static_resources.clusters.2.cluster_type: a tree → undefined',
      `static_resources.clusters.2.${FIRST}.address: red.service.local → 127.64.0.4`,
      'static_resources.clusters.2.load_assignment.endpoints.0.lb_endpoints.1: undefined → a tree',
      'static_resources.clusters.2.health_checks.0.http_health_check.host: red.service.local → red',
      'static_resources.clusters.2.type: undefined → STATIC',
    ]);
  });

  test('differs in the tracer where it is OpenTelemetry’s: X-Ray’s runs here, with no collector', () => {
    const declared = { ...application, tracing: { samplingRate: 0.05, tracer: 'opentelemetry' as const } };
    const traced = traceHere(declared, false);
    const lines = differences(onEcs('client', declared), local('client', LINUX, traced));
    const known = new Set(differences(onEcs('client'), local('client', LINUX)));
    const tracing = lines.filter((line) => line.includes('.typed_config.tracing.'));
    expect(tracing.filter((line) => line.includes('.provider.name: '))).toEqual([
      expect.stringMatching(/listeners\.0\..*: opentelemetry → xray$/),
      expect.stringMatching(/listeners\.1\..*: opentelemetry → xray$/),
    ]);
    expect(lines.filter((line) => !known.has(line) && !tracing.includes(line))).toEqual([
      'static_resources.clusters.3: a tree → undefined',
    ]);
  });

  test('differs under --trace in the share of traced requests beside', () => {
    const traced = { ...application, tracing: { samplingRate: 1, tracer: 'xray' as const } };
    expect(differences(local('red', LINUX), local('red', LINUX, traced))).toEqual([
      expect.stringMatching(/sampling_rule_manifest\.inline_string: .*"rate":0\.05}} → .*"rate":1}}$/),
    ]);
  });
});

const PLACES = [
  /^admin\.address\.socket_address\.(address|port_value)$/,
  /^admin\.allow_paths$/,
  /^static_resources\.listeners\.\d\.(name|address\.socket_address\.(address|port_value))$/,
  new RegExp(`^static_resources\\.listeners\\.\\d\\.${SINK}\\.(address|port_value)$`),
  new RegExp(`^static_resources\\.listeners\\.\\d\\.${TASK}$`),
  new RegExp(`^static_resources\\.clusters\\.\\d\\.${FIRST}\\.(address|port_value)$`),
  /^static_resources\.clusters\.\d\.load_assignment\.endpoints\.0\.lb_endpoints\.\d$/,
  /^static_resources\.clusters\.\d\.(type|cluster_type|health_checks\.0\.http_health_check\.host)$/,
];

describe.each([
  ['where each task has an address', LINUX],
  ['where all tasks share one address', MACOS],
] as const)('%s', (_where, range) => {
  test.each(['red', 'blue', 'client', 'ingress'])(
    '%s differs in addresses, ports, DNS, the name of the task and open pages of admin alone',
    (owner) => {
      const paths = differences(onEcs(owner), local(owner, range)).map((line) => line.split(': ')[0] ?? '');
      expect(paths.filter((path) => !PLACES.some((place) => place.test(path)))).toEqual([]);
      expect(paths.length).toBeGreaterThan(5);
    },
  );

  test('no two programs listen at one address and port', () => {
    const addresses = layoutOn(range);
    const places = addresses.tasks.flatMap((task) => {
      const { admin, static_resources: resources } = localBootstrap({ application, addresses }, { task });
      const { environment } = programOf(addresses, task);
      return [admin, ...resources.listeners]
        .map(({ address: { socket_address: at } }) => `${at.address}:${at.port_value}`)
        .concat(environment === undefined ? [] : [`${environment['HOST']}:${environment['PORT']}`]);
    });
    expect(places.length).toBeGreaterThan(15);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });
});

describe('a node that calls what is external', () => {
  const declare = (interception: 'explicit' | 'transparent') =>
    aMesh({
      nodes: {
        web: aNode({ interception, backends: ['database'] }),
        database: { external: tcp(5432), host: 'db.example.com' },
      },
      services: { web: { to: 'web' }, database: { to: 'database' } },
    }).at({ stage: 'dev' });
  const explicit = declare('explicit');
  const strange = (lines: string[]) =>
    lines.filter((line) => !PLACES.some((place) => place.test(line.split(': ')[0] ?? '')));

  test('calls it where it is, unless --external gives another address', () => {
    const isExternal = (line: string) => line.startsWith('static_resources.clusters.1');
    const externals = new Map([['database', { host: '127.0.0.1', port: 15_432 }]]);
    expect(differences(onEcs('web', explicit), local('web', LINUX, explicit)).filter(isExternal)).toEqual([]);
    expect(
      differences(onEcs('web', explicit), local('web', LINUX, explicit, { externals })).filter(isExternal),
    ).toEqual([
      `static_resources.clusters.1.${FIRST}.address: db.example.com → 127.0.0.1`,
      `static_resources.clusters.1.${FIRST}.port_value: 5432 → 15432`,
    ]);
  });

  test('says that no load balancer is here, where one has rules or leads to a node', () => {
    const front = applicationLoadBalancer(80);
    const told = (parts: MeshParts) => {
      const ran = aMesh({ nodes: { web: aNode() }, ...parts }).at({ stage: 'dev' });
      return describeDifferencesFromEcs(ran, layoutOn(LINUX, ran)).join('\n');
    };
    expect(told({ loadBalancers: { public: { ...front, routes: { all: { node: 'web' } } } } })).toContain(
      'load balancers are on ECS alone; here, requests enter at gateways, and no rule is looked at: "public"',
    );
    expect(told({ gateways: { ingress: aGateway({ loadBalancer: front }) } })).not.toContain('load balancer');
  });

  test('is explicit here where it is transparent on ECS: this difference is told', () => {
    const transparent = declare('transparent');
    const here = local('web', LINUX, transparent);
    expect(strange(differences(onEcs('web', explicit), here))).toEqual([]);
    expect(strange(differences(onEcs('web', transparent), here))).not.toEqual([]);
    expect(describeDifferencesFromEcs(transparent, layoutOn(LINUX, transparent))[0]).toMatch(
      /^transparent interception is on ECS alone; .*"web"$/,
    );
  });
});

test('with one address, tasks of a node are told apart by their ports, and so are two Envoys that take turns', () => {
  const addresses = layoutOn(MACOS);
  const [first, second] = addresses.tasks.filter(({ owner }) => owner === 'red');
  const places = [first, second].flatMap((task) =>
    task === undefined
      ? []
      : ([0, 1] as const).map(
          (adminPortOffset) => taskAddressIn(addresses, application, { task, adminPortOffset }).ports,
        ),
  );
  expect(places.map(({ ingress, admin }) => [ingress(3000), admin])).toEqual([
    [20_608, 20_600],
    [20_608, 20_601],
    [20_808, 20_800],
    [20_808, 20_801],
  ]);
});

function programOf(addresses: LocalAddresses, task: LocalTask) {
  const refs = {
    application,
    addresses,
    envoy: 'envoy',
    root: '/',
    machine: {},
    startOf: () => ({ file: 'node', words: ['main.js'], environment: {} }),
  };
  return task.kind === 'node'
    ? serviceProgram(refs, task, lookup.node(task.owner))
    : { environment: undefined };
}
