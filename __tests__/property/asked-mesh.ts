/** A mesh that requests can be put to: the Envoys that choose are real, and what they choose among is cheap. */
import {
  type Agent,
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { connect, createServer as createTcpServer, type Server } from 'node:net';
import type { MeshApplication } from '../../lib/mesh/application';
import type { Listener } from '../../lib/mesh/listener';
import { lookupIn } from '../../lib/mesh/lookup';
import type { Protocol } from '../../lib/mesh/protocol';
import type { MeshRequest } from '../../lib/mesh/resolve';
import { HEALTH_PORT, ingressPort } from '../../lib/targets/envoy';
import { resourceName } from '../../lib/targets/envoy/bootstrap/names';
import {
  type HostPort,
  nextAddress,
  type RunningMesh,
  startMesh,
} from '../targets/envoy/data-plane/running-mesh';
import { request as requestHttp } from '../support/http';
import { requestGrpc, requestHttp2 } from '../support/http2';

/** What came of a request: who answered, and what he read; or what Envoy said. */
export type Outcome =
  { readonly node: string; readonly host?: string; readonly path?: string } | { readonly status: string };

export interface AskedMesh {
  readonly ask: (request: MeshRequest) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

/**
 * The Envoys that choose are real: `caller`'s and the gateways'. Nodes are servers that stand where their Envoys would, and
 * answer health checks as they would.
 */
export async function startAskedMesh(
  application: MeshApplication,
  { agent }: { readonly agent?: Agent } = {},
): Promise<AskedMesh> {
  const { nodes, externals, gateways } = application;
  const standIns = await Promise.all([
    ...nodes.filter(({ listeners }) => listeners.length > 0).map((node) => standIn(application, node)),
    ...externals.map(({ name, listener }) =>
      standIn(application, { name, listeners: [listener] }, (port) => port),
    ),
  ]);
  const addressOf = (name: string) => standIns.find((each) => each.name === name)?.address ?? '';
  const stopAll = () => Promise.all(standIns.map(({ stop }) => stop()));
  try {
    const mesh = await startMesh(application, {
      only: ['caller', ...gateways.map(({ name }) => name)],
      addresses: Object.fromEntries(nodes.map(({ name }) => [name, [addressOf(name)]])),
      hosts: Object.fromEntries(externals.map(({ name, host }) => [host, [addressOf(name)]])),
    });
    return {
      ask: (request) => ask({ ...placeOf(application, mesh, request), ...(agent && { agent }) }, request),
      stop: async () => {
        await mesh.stop();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

interface StandIn {
  readonly name: string;
  readonly address: string;
  readonly stop: () => Promise<unknown>;
}

async function standIn(
  application: MeshApplication,
  { name, listeners }: { readonly name: string; readonly listeners: readonly Listener[] },
  portOf: (port: number) => number = (port) => ingressPort({ interception: 'explicit' }, port),
): Promise<StandIn> {
  const address = nextAddress();
  const servers = [
    { port: HEALTH_PORT, server: serverOf('http', name, application) },
    ...listeners.map(({ port, protocol }) => ({
      port: portOf(port),
      server: serverOf(protocol, name, application),
    })),
  ];
  await Promise.all(servers.map(({ port, server }) => listen(server, { host: address, port })));
  return { name, address, stop: () => Promise.all(servers.map(({ server }) => close(server))) };
}

/** Answers with its name and what it reads. */
function serverOf(protocol: Protocol, name: string, application: MeshApplication): Server {
  const identity = resourceName(application, 'virtualNode', name);
  const answer = ({ url, headers }: IncomingMessage, response: ServerResponse): void => {
    const host = headers[':authority'] ?? headers.host;
    response.setHeader('x-envoy-upstream-healthchecked-cluster', identity);
    response.setHeader('x-read', JSON.stringify({ node: name, host, path: url }));
    if (protocol === 'grpc') response.setHeader('content-type', 'application/grpc');
    response.end();
  };
  switch (protocol) {
    case 'http':
      return createHttpServer(answer);
    case 'http2':
    case 'grpc':
      return createHttp2Server(answer as never) as unknown as Server;
    case 'tcp':
      return createTcpServer((socket) => void socket.on('error', () => undefined).end(name));
  }
}

/** Where the Envoy of `from` takes it. Of a service's further port an Envoy keeps the number. */
function placeOf(application: MeshApplication, mesh: RunningMesh, { from, to, port }: MeshRequest): HostPort {
  const gateway = application.gateways.find(({ name }) => name === from);
  const { address: host = '' } = mesh.tasks(from)[0] ?? {};
  if (to === undefined) return { host, port: gateway?.listener.port ?? 0 };
  const first = lookupIn(application).listenerOf(to).port;
  return port === undefined || port === first ? mesh.addressOf(from, to) : { host, port };
}

async function ask(place: HostPort & { readonly agent?: Agent }, request: MeshRequest): Promise<Outcome> {
  const { protocol = 'http', host = 'localhost', method = 'GET', path = '/', scheme = 'http' } = request;
  const headers = { ...request.headers, ...request.metadata } as Record<string, string>;
  switch (protocol) {
    case 'tcp':
      return { node: await readAll(place) };
    case 'http': {
      const { status, headers: said } = await requestHttp({
        ...place,
        method,
        path,
        headers: { host, ...headers },
      });
      return outcomeOf(status, said);
    }
    case 'http2': {
      const first = { ':method': method, ':path': path, ':authority': host, ':scheme': scheme };
      const { status, headers: said } = await requestHttp2({ ...place, headers: { ...first, ...headers } });
      return outcomeOf(status, said);
    }
    case 'grpc': {
      const call = { path: `/${request.serviceName}/${request.methodName}` };
      const sent = { ':authority': host, ...headers };
      const { status, headers: said } = await requestGrpc({ ...place, ...call, headers: sent });
      return outcomeOf(status, said);
    }
  }
}

/** gRPC says UNIMPLEMENTED (12) where HTTP says 404. */
function outcomeOf(status: number | undefined, headers: IncomingHttpHeaders): Outcome {
  const read = headers['x-read'];
  if (typeof read === 'string') return JSON.parse(read) as Outcome;
  const code = headers['grpc-status'];
  if (code === '12') return { status: '404' };
  return { status: code === undefined ? String(status) : `grpc-status ${String(code)}` };
}

function readAll({ host, port }: HostPort): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, host).once('error', reject);
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('close', () => resolve(text));
  });
}

function listen(server: Server, { host, port }: HostPort): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** Connections of HTTP/2 and TCP went with the Envoys. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    (server as Partial<HttpServer>).closeAllConnections?.();
  });
}
