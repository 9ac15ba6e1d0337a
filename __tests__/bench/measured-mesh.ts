/** The mesh whose Envoys are measured: as the renderer writes them, and as a developer would by hand. */
import { http } from '../../lib/mesh';
import type { HostPort } from '../../lib/targets/envoy/bootstrap/address';
import { aGateway, aNode, type MeshParts } from '../../lib/testing';
import { bootstrapsOf } from '../targets/envoy/bootstraps';
import { handWrittenGateway } from './hand-written/gateway';
import { handWrittenNode } from './hand-written/node';
import type { AnyBootstrap } from './measured-envoy';

/** What `web` calls in place of `api`. */
export const API_LOOPBACK_PORT = 12_000;

/** A gateway, a service behind it, and the one that it asks. X-Ray takes five percent of the requests. */
const PARTS: MeshParts = {
  nodes: {
    web: aNode({
      listeners: [http(3000, { health: '/health' })],
      backends: ['api'],
      backendPorts: { api: API_LOOPBACK_PORT },
    }),
    api: aNode({ listeners: [http(3000, { health: '/health' })] }),
  },
  services: { web: { to: 'web' }, api: { to: 'api' } },
  gateways: { ingress: aGateway() },
  tracing: { samplingRate: 0.05 },
};

type Name = 'ingress' | 'web' | 'api';
export type Addresses = Readonly<Record<Name, string>>;

export interface Refs {
  readonly resolver: HostPort;
  readonly traceSink: HostPort;
}

/** By address of each task, and with what all share. */
export type Bootstraps = (addresses: Addresses, refs: Refs) => AnyBootstrap[];

export const ours: Bootstraps = (addresses, { resolver: dnsResolver, traceSink }) =>
  (Object.entries(addresses) as [Name, string][]).map(([name, address]) =>
    bootstrapsOf(PARTS, { outerAddress: address, loopbackAddress: address, dnsResolver, traceSink })(name),
  );

export const byHand: Bootstraps = ({ ingress, web, api }, refs) => [
  handWrittenGateway('ingress', 'web', { ...refs, address: ingress }),
  handWrittenNode('web', [{ name: 'api', loopbackPort: API_LOOPBACK_PORT }], { ...refs, address: web }),
  handWrittenNode('api', [], { ...refs, address: api }),
];
