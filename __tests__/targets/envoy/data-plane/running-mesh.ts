/** An application on real Envoys: one for each task, on loopback addresses, found by DNS; applications are functions. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { MeshApplication } from '../../../../lib/mesh/application';
import type { Listener } from '../../../../lib/mesh/listener';
import { type Lookup, lookupIn } from '../../../../lib/mesh/lookup';
import { virtualServiceName } from '../../../../lib/mesh/account-names';
import type { MeshNode } from '../../../../lib/mesh/node';
import type { Protocol } from '../../../../lib/mesh/protocol';
import {
  addressIn,
  type Bootstrap,
  type BootstrapRefs,
  gatewayRefs,
  nodeRefs,
  renderGatewayBootstrap,
  renderNodeBootstrap,
} from '../../../../lib/targets/envoy';
import { type DnsServer, startDnsServer } from '../../../support/dns-server';
import { type Envoy, type EnvoyStart, startEnvoy } from '../../../support/envoy';
import { type HttpCall, type Reply, request } from '../../../support/http';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Task {
  readonly name: string;
  readonly address: string;
  /** The one that was started last. */
  readonly envoy: Envoy;
  /** Starts another one in the place of the last, which may be gone. */
  readonly restartEnvoy: () => Promise<void>;
  /** Ends the application and leaves its Envoy. */
  readonly stopApplication: () => Promise<void>;
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface RunningMesh {
  readonly dns: DnsServer;
  /** The tasks of a node or gateway, in the order of their start. */
  readonly tasks: (name: string) => readonly Task[];
  /** Starts one more task of a node, and has DNS know it. */
  readonly add: (name: string) => Promise<Task>;
  /** Ends a task, last its Envoy. */
  readonly remove: (task: Task) => Promise<void>;
  /** Where the application of the node calls a backend. */
  readonly addressOf: (from: string, service: string) => HostPort;
  /** As it calls it in HTTP/1.1. */
  readonly call: (from: string, service: string, call?: Partial<HttpCall>) => Promise<Reply>;
  /** Calls a gateway from outside of the mesh. */
  readonly enter: (gateway: string, call?: Partial<HttpCall>) => Promise<Reply>;
  readonly stop: () => Promise<void>;
}

export interface MeshProps {
  /** What each node's tasks run, by the task's number. @default - 200 and the node's name */
  readonly applications?: Readonly<Record<string, (task: number) => Answer | 'nothing'>>;
  /** @default - one task each */
  readonly counts?: Readonly<Record<string, number>>;
  /** Nodes and gateways that have an Envoy. @default - all of them */
  readonly only?: readonly string[];
  /** What DNS says of nodes that do not run here. @default {} */
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  /** What DNS says of names that are not the mesh's. @default {} */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly traceSink?: BootstrapRefs['traceSink'];
  /** What an Envoy is started with in place of what was rendered. */
  readonly changed?: (name: string, bootstrap: Bootstrap) => Bootstrap;
  /** How each Envoy is started, by node or gateway. @default - as its container in every task */
  readonly started?: (name: string) => EnvoyStart;
}

/** Ports are those of ECS; only the addresses differ, since each task has one of its own there as well. */
export async function startMesh(application: MeshApplication, props: MeshProps = {}): Promise<RunningMesh> {
  const lookup = lookupIn(application);
  const dns = await startDnsServer(nextAddress());
  const scope: Scope = { application, lookup, dns, props };
  const started: Task[] = [];
  const start = async (plan: Plan) => {
    const task = await startTask(plan, scope);
    started.push(task);
    return task;
  };
  const mesh = meshOf(scope, started, start);
  const plans = planTasks(application, props);
  for (const [name, addresses] of [...addressesByNode(plans), ...Object.entries(props.addresses ?? {})])
    dns.addresses.set(virtualServiceName(application, name), addresses);
  for (const [host, addresses] of Object.entries(props.hosts ?? {})) dns.addresses.set(host, addresses);
  const failed = (await Promise.allSettled(plans.map(start))).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await mesh.stop();
    throw failed.reason;
  }
  started.sort((a, b) => plans.findIndex(isTask(a)) - plans.findIndex(isTask(b)));
  return mesh;
}

function meshOf(
  { application, lookup, dns }: Scope,
  started: Task[],
  start: (plan: Plan) => Promise<Task>,
): RunningMesh {
  const tasks = (name: string) => started.filter((task) => task.name === name);
  const hostOf = (name: string) => tasks(name)[0]?.address ?? '';
  const backendAddress = (from: string, service: string) => ({
    host: hostOf(from),
    port: addressIn(application, lookup.node(from))(service).port,
  });
  return {
    dns,
    tasks,
    add: async (name) => {
      const host = virtualServiceName(application, name);
      const plan = { name, node: lookup.node(name), number: tasks(name).length, address: nextAddress() };
      const task = await start(plan);
      dns.addresses.set(host, [...(dns.addresses.get(host) ?? []), task.address]);
      return task;
    },
    remove: async (task) => {
      started.splice(started.indexOf(task), 1);
      await task.stopApplication();
      await task.envoy.stop();
    },
    addressOf: backendAddress,
    call: (from, service, call = {}) => request({ ...backendAddress(from, service), ...call }),
    enter: (gateway, call = {}) => {
      const port = application.gateways.find(({ name }) => name === gateway)?.listener.port ?? 0;
      return request({ host: hostOf(gateway), port, ...call });
    },
    stop: async () => {
      await Promise.all(started.map(({ envoy }) => envoy.stop()));
      await Promise.all([...started.map((task) => task.stopApplication()), dns.stop()]);
    },
  };
}

interface Plan {
  readonly name: string;
  /** Absent for a gateway. */
  readonly node?: MeshNode;
  readonly number: number;
  readonly address: string;
}

function planTasks({ nodes, gateways }: MeshApplication, { counts = {}, only }: MeshProps): Plan[] {
  const runners = [
    ...nodes.map((node) => ({ name: node.name, node })),
    ...gateways.map(({ name }) => ({ name })),
  ].filter(({ name }) => only === undefined || only.includes(name));
  return runners.flatMap((runner) =>
    Array.from({ length: counts[runner.name] ?? 1 }, (_, number) => ({
      ...runner,
      number,
      address: nextAddress(),
    })),
  );
}

const isTask =
  ({ address }: Task) =>
  (plan: Plan) =>
    plan.address === address;

function addressesByNode(plans: readonly Plan[]): Map<string, string[]> {
  const byNode = new Map<string, string[]>();
  for (const { name, address } of plans) byNode.set(name, [...(byNode.get(name) ?? []), address]);
  return byNode;
}

interface Scope {
  readonly application: MeshApplication;
  readonly lookup: Lookup;
  readonly dns: DnsServer;
  readonly props: MeshProps;
}

async function startTask(plan: Plan, scope: Scope): Promise<Task> {
  const { applications = {} } = scope.props;
  const { name, node, number, address } = plan;
  const answer = applications[name]?.(number) ?? sayName(name);
  const servers =
    answer === 'nothing'
      ? []
      : (node?.listeners ?? []).map(({ port, protocol }) => ({
          port,
          server: serverOf(protocol, answer, name),
        }));
  for (const { server } of servers) server.on('upgrade', takeUpgrade);
  await Promise.all(servers.map(({ port, server }) => listen(server, port, address)));
  try {
    const start = () => startEnvoy(bootstrapOf(plan, scope), scope.props.started?.(name));
    let envoy = await start();
    return {
      name,
      address,
      get envoy() {
        return envoy;
      },
      restartEnvoy: async () => {
        await envoy.stop();
        envoy = await start();
      },
      stopApplication: () => closeAll(servers.map(({ server }) => server)),
    };
  } catch (error) {
    await closeAll(servers.map(({ server }) => server));
    throw error;
  }
}

function bootstrapOf(plan: Plan, scope: Scope): Bootstrap {
  const { changed = (_, bootstrap) => bootstrap } = scope.props;
  return changed(plan.name, renderedFor(plan, scope));
}

/** One address is both the task's outer one and its loopback: the ports do not collide, as on ECS. */
function renderedFor({ name, node, address }: Plan, { application, dns, props }: Scope) {
  const { traceSink } = props;
  const gateway = application.gateways.find((each) => each.name === name);
  const own = {
    outerAddress: address,
    loopbackAddress: address,
    dnsResolver: { host: dns.host, port: dns.port },
    openAdmin: true,
    ...(traceSink && { traceSink }),
  };
  if (node !== undefined)
    return renderNodeBootstrap(application, node, { ...nodeRefs(application, node), ...own });
  if (gateway === undefined) throw new Error(`no node and no gateway ${name}`);
  return renderGatewayBootstrap(application, gateway, { ...gatewayRefs(application), ...own });
}

/** What a backend has read of a request. */
export interface Echo {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An application that says its name and what it was asked. */
export const echo =
  (name: string): Answer =>
  ({ url, headers }, response) =>
    void response.end(JSON.stringify({ name, url, headers }));

export const readEcho = ({ body }: Reply): Echo => JSON.parse(body) as Echo;

const sayName =
  (name: string): Answer =>
  (_, response) =>
    void response.end(name);

/** Agrees to every WebSocket, and says no more. */
function takeUpgrade(_: IncomingMessage, socket: Duplex): void {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end()).resume();
}

/** An application that listens only now, beside an Envoy that has waited for it. */
export async function startApplication(
  { port, protocol }: Pick<Listener, 'port' | 'protocol'>,
  host: string,
  answer: Answer = sayName('late'),
): Promise<() => Promise<void>> {
  const server = serverOf(protocol, answer, 'late');
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await listen(server, port, host);
  return async () => {
    sockets.forEach((socket) => socket.destroy());
    await closeAll([server]);
  };
}

/** `answer` to requests; to a TCP connection the name. */
function serverOf(protocol: Protocol, answer: Answer, name: string): Server {
  switch (protocol) {
    case 'http':
      return createServer(answer);
    case 'http2':
    case 'grpc':
      // The compatible API has the fields that tests use, and sockets that never idle here.
      return withWebSockets(
        createHttp2Server({ settings: { enableConnectProtocol: true } }, answer as never),
      );
    case 'tcp':
      return createTcpServer((socket) => void socket.on('error', () => undefined).end(name)) as Server;
  }
}

/** One over HTTP/2 comes as a CONNECT (RFC 8441): what it sends comes back. */
function withWebSockets(server: Http2Server): Server {
  server.on('connect', (_: Http2ServerRequest, response: Http2ServerResponse) => {
    response.writeHead(200);
    response.stream.pipe(response.stream).on('error', () => undefined);
  });
  return server as unknown as Server;
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // TCP and HTTP/2 servers have none; their connections go with the Envoys.
      (server as Partial<Server>).closeAllConnections?.();
      return closed;
    }),
  );
}

let addresses = 0;

/** What a process has: four blocks of the last number, from 1 to 254. */
const BLOCKS = 4;
const BLOCK = 254;

/**
 * All of 127.0.0.0/8 is this machine; the middle is the process's own, since tests run beside each other. After a thousand
 * the first ones come again, whose meshes have ended long ago.
 */
export function nextAddress(): string {
  const number = addresses % (BLOCKS * BLOCK);
  addresses += 1;
  const block = (process.pid % 12_000) * BLOCKS + Math.floor(number / BLOCK);
  return `127.${64 + Math.floor(block / 256)}.${block % 256}.${1 + (number % BLOCK)}`;
}
