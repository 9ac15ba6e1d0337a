/** The address of each task on this machine: a loopback address of its own or, if there is only one, ports of its own. */
import type { MeshNode } from '../../mesh/node';
import { type EnvoyPorts, gatewayPorts, nodePorts } from '../../targets/envoy/bootstrap/ports';

/** Linux has all of 127.0.0.0/8, so tasks keep the ports that they have on ECS. macOS has 127.0.0.1 only. */
export type AddressRange =
  { readonly kind: 'addresses'; readonly block: number } | { readonly kind: 'ports'; readonly first: number };

/** The address of one task. */
export interface TaskAddress {
  readonly address: string;
  readonly ports: EnvoyPorts;
}

/** Address and port of this process's own servers: the metadata of tasks over TCP, the sink of traces over UDP. */
export interface OwnAddress {
  readonly host: string;
  readonly port: number;
}

/** Two Envoys of a task run at the same time while one replaces the other. They share all ports except the admin port. */
export type AdminPortOffset = 0 | 1;

const OWN_PORT = 15_010;
/** Ports of one task on a range of ports: a few of Envoy's own, then listeners, applications and backends. */
const SPAN = 200;
const AT = { ingress: 8, application: 32, backend: 56 };

/** @param slot 1 or more; slot 0 belongs to this process itself */
export function taskAddress(
  range: AddressRange,
  slot: number,
  { node, adminPortOffset }: { readonly node?: MeshNode; readonly adminPortOffset: AdminPortOffset },
): TaskAddress {
  switch (range.kind) {
    case 'addresses': {
      const ports = node === undefined ? gatewayPorts() : nodePorts({ ...node, interception: 'explicit' });
      return {
        address: addressOf(range.block, slot + 1),
        ports: { ...ports, admin: ports.admin + adminPortOffset },
      };
    }
    case 'ports':
      return { address: '127.0.0.1', ports: portsFrom(range.first + slot * SPAN, node, adminPortOffset) };
  }
}

export function ownAddress(range: AddressRange): OwnAddress {
  return range.kind === 'addresses'
    ? { host: addressOf(range.block, 1), port: OWN_PORT }
    : { host: '127.0.0.1', port: range.first };
}

/** From 127.64.0.0 on, far from addresses that other programs use: systemd-resolved has 127.0.0.53. */
function addressOf(block: number, host: number): string {
  return `127.${64 + block}.${host >> 8}.${host & 255}`;
}

function portsFrom(first: number, node: MeshNode | undefined, adminPortOffset: AdminPortOffset): EnvoyPorts {
  const listener = (port: number) => node?.listeners.findIndex((each) => each.port === port) ?? 0;
  const backend = (service: string) => node?.backends.indexOf(service) ?? 0;
  return {
    admin: first + adminPortOffset,
    health: first + 2,
    egress: first + 3,
    ingress: (port) => first + AT.ingress + listener(port),
    application: (port) => first + AT.application + listener(port),
    backend: (service) => first + AT.backend + backend(service),
  };
}
