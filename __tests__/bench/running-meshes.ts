/** The measured mesh on this machine, three times: with our Envoys, with those written by hand, and without any. */
import { type ChildProcess, fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import path from 'node:path';
import type { HostPort } from '../../lib/targets/envoy/bootstrap/address';
import { nextAddress } from '../targets/envoy/data-plane/running-mesh';
import { startDnsServer } from '../support/dns-server';
import { type MeasuredEnvoy, startMeasuredEnvoy } from './measured-envoy';
import { type Addresses, API_LOOPBACK_PORT, type Bootstraps, byHand, ours } from './measured-mesh';
import type { SmallService } from './small-service';

export interface MeasuredMesh {
  /** Where a request comes in. */
  readonly entry: HostPort;
  readonly envoys: readonly MeasuredEnvoy[];
}

export interface RunningMeshes {
  readonly ours: MeasuredMesh;
  readonly byHand: MeasuredMesh;
  readonly none: MeasuredMesh;
}

/** What ends what was started. */
type Ends = (() => unknown)[];

/** All three run at once, so that turns between them are short. */
export async function withMeshes<T>(body: (meshes: RunningMeshes) => Promise<T>): Promise<T> {
  const ends: Ends = [];
  try {
    return await body(await start(ends));
  } finally {
    await Promise.all(ends.map((end) => end()));
  }
}

async function start(ends: Ends): Promise<RunningMeshes> {
  const [first, second, bare] = [nextAddresses(), nextAddresses(), nextAddresses()];
  const loopback = ({ web }: Addresses) => ({ host: web, port: API_LOOPBACK_PORT });
  await startServices(ends, [
    ...servicesAt(first, loopback(first)),
    ...servicesAt(second, loopback(second)),
    ...servicesAt(bare, { host: bare.api, port: 3000 }),
  ]);
  const traceSink = await startTraceSink(ends);
  return {
    ours: await startEnvoys(ends, ours, { addresses: first, traceSink }),
    byHand: await startEnvoys(ends, byHand, { addresses: second, traceSink }),
    none: { entry: { host: bare.web, port: 3000 }, envoys: [] },
  };
}

async function startEnvoys(
  ends: Ends,
  bootstraps: Bootstraps,
  { addresses, traceSink }: { readonly addresses: Addresses; readonly traceSink: HostPort },
): Promise<MeasuredMesh> {
  const resolver = await startDnsServer(nextAddress());
  ends.push(resolver.stop);
  for (const [name, address] of Object.entries(addresses))
    resolver.addresses.set(`${name}.shop.local`, [address]);
  const envoys: MeasuredEnvoy[] = [];
  for (const bootstrap of bootstraps(addresses, { resolver, traceSink })) {
    const envoy = await startMeasuredEnvoy(bootstrap);
    ends.push(envoy.stop);
    envoys.push(envoy);
  }
  return { entry: { host: addresses.ingress, port: 8080 }, envoys };
}

/** X-Ray's daemon, as far as an Envoy can tell. */
async function startTraceSink(ends: Ends): Promise<HostPort> {
  const host = '127.0.0.1';
  const sink = createSocket('udp4').bind(0, host);
  ends.push(() => sink.close());
  await once(sink, 'listening');
  return { host, port: sink.address().port };
}

function nextAddresses(): Addresses {
  return { ingress: nextAddress(), web: nextAddress(), api: nextAddress() };
}

function servicesAt({ web, api }: Addresses, asks: HostPort): SmallService[] {
  return [{ at: { host: api, port: 3000 } }, { at: { host: web, port: 3000 }, asks }];
}

async function startServices(ends: Ends, services: readonly SmallService[]): Promise<void> {
  const child: ChildProcess = fork(path.join(__dirname, 'small-service.ts'), [JSON.stringify(services)]);
  ends.push(() => child.kill());
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (message !== 'ready') throw new Error('the services do not start');
}
