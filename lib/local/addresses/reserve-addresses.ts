/** Takes a part of this machine's loopback for one mesh, so that several can run side by side. */
import { createSocket, type Socket } from 'node:dgram';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { MeshError } from '../../mesh/checks/problem';
import { type Ground, ownPlace } from './task-address';
import type { GatewayPorts } from './assign-addresses';
import { OUTSIDE } from './assign-addresses';
import { type MetadataSubject, serveMetadata } from '../task-metadata';
import { nowhereToStand, portInUse } from '../problems';

export interface Claim {
  readonly ground: Ground;
  /** Takes what Envoys send of their requests. */
  readonly traces: Socket;
  readonly release: () => void;
}

const BLOCKS = 60;
/** Below 32768, from where Linux takes ports for connections that go out. */
const PORT_RANGES = { first: 20_000, size: 4_000, count: 3 };

/** The system lets one process listen at an address: who does, has the ground. It is free again as soon as that one ends. */
export async function claimGround(
  hasOneAddress: boolean,
  subjectOf: (task: string) => MetadataSubject | undefined,
): Promise<Claim> {
  const blocks = hasOneAddress ? 0 : BLOCKS;
  const grounds: Ground[] = [
    ...Array.from({ length: blocks }, (_, block): Ground => ({ kind: 'addresses', block })),
    ...Array.from({ length: PORT_RANGES.count }, (_, index): Ground => ({
      kind: 'ports',
      first: PORT_RANGES.first + index * PORT_RANGES.size,
    })),
  ];
  for (const ground of grounds) {
    const metadata = await serveMetadata(ownPlace(ground), subjectOf).catch(ifTaken);
    if (metadata !== undefined) return claimWith(ground, metadata);
  }
  throw new MeshError([nowhereToStand(grounds.length)]);
}

async function claimWith(ground: Ground, metadata: Server): Promise<Claim> {
  const { host, port } = ownPlace(ground);
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
  return { ground, traces, release };
}

/** Another mesh has it, or the system has no such address. */
function ifTaken(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL') return undefined;
  throw error;
}

/** The first gateway by name listens at `port`, the next ones at the ports after it. */
export async function claimGatewayPorts(
  names: readonly string[],
  port: number,
  taken: ReadonlyMap<string, GatewayPorts>,
): Promise<ReadonlyMap<string, GatewayPorts>> {
  const ports = new Map(taken);
  for (const name of names.filter((each) => !taken.has(each))) {
    const listener = Math.max(port - 1, ...[...ports.values()].map((each) => each.listener)) + 1;
    // Envoys share ports with each other, so one would not notice another mesh.
    if ((await listenOnce(listener)) === undefined) throw new MeshError([portInUse(name, listener)]);
    ports.set(name, { listener, health: (await listenOnce(0)) ?? 0 });
  }
  return ports;
}

/** The port, 0 for any, if it is free. */
function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: OUTSIDE, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
