/** Reserves a part of this machine's loopback for one mesh, so that several meshes can run side by side. */
import { createSocket, type Socket } from 'node:dgram';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { MeshError } from '../../mesh/checks/problem';
import { type AddressRange, ownAddress } from './task-address';
import type { GatewayPorts } from './assign-addresses';
import { GATEWAY_HOST } from './assign-addresses';
import { type MetadataSubject, serveMetadata } from '../task-metadata';
import { noAddressesFree, portInUse } from '../problems';

export interface ReservedAddresses {
  readonly range: AddressRange;
  /** Receives the traces that Envoys send. */
  readonly traces: Socket;
  readonly release: () => void;
}

const BLOCKS = 60;
/** Below 32768, from which on Linux takes ports for outgoing connections. */
const PORT_RANGES = { first: 20_000, size: 4_000, count: 3 };

/**
 * The process that listens at the range's own address owns the range, since only one process can listen there. The range
 * is free again as soon as that process ends.
 */
export async function reserveAddresses(
  hasOneAddress: boolean,
  subjectOf: (task: string) => MetadataSubject | undefined,
): Promise<ReservedAddresses> {
  const blocks = hasOneAddress ? 0 : BLOCKS;
  const ranges: AddressRange[] = [
    ...Array.from({ length: blocks }, (_, block): AddressRange => ({ kind: 'addresses', block })),
    ...Array.from({ length: PORT_RANGES.count }, (_, index): AddressRange => ({
      kind: 'ports',
      first: PORT_RANGES.first + index * PORT_RANGES.size,
    })),
  ];
  for (const range of ranges) {
    const metadata = await serveMetadata(ownAddress(range), subjectOf).catch(ifTaken);
    if (metadata !== undefined) return reserve(range, metadata);
  }
  throw new MeshError([noAddressesFree(ranges.length)]);
}

async function reserve(range: AddressRange, metadata: Server): Promise<ReservedAddresses> {
  const { host, port } = ownAddress(range);
  const traces = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    traces.once('error', reject);
    traces.bind(port, host, resolve);
  });
  const release = () => {
    metadata.closeAllConnections();
    metadata.close();
    traces.close();
  };
  return { range, traces, release };
}

/** Another mesh has the range, or the system has no such address. */
function ifTaken(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL') return undefined;
  throw error;
}

/** The first gateway by name listens at `port`, the next ones at the ports after it. */
export async function reserveGatewayPorts(
  names: readonly string[],
  port: number,
  taken: ReadonlyMap<string, GatewayPorts>,
): Promise<ReadonlyMap<string, GatewayPorts>> {
  const ports = new Map(taken);
  for (const name of names.filter((each) => !taken.has(each))) {
    const listener = Math.max(port - 1, ...[...ports.values()].map((each) => each.listener)) + 1;
    // Envoys share their ports, so an Envoy would not notice another mesh.
    if ((await listenOnce(listener)) === undefined) throw new MeshError([portInUse(name, listener)]);
    ports.set(name, { listener, health: (await listenOnce(0)) ?? 0 });
  }
  return ports;
}

/** The port, if it is free; 0 stands for any port. */
function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: GATEWAY_HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
