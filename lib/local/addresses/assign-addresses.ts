/** The addresses and ports of each task. A task keeps its own while the mesh runs, so an edit moves no other task. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import type { HostPort } from '../../targets/envoy/bootstrap/address';
import type { BootstrapRefs } from '../../targets/envoy/bootstrap/ecs-or-local';
import {
  type AddressRange,
  ownAddress,
  type TaskAddress,
  taskAddress,
  type AdminPortOffset,
} from './task-address';
import type { LocalTask } from '../tasks';

/** Ports of a gateway on 127.0.0.1: programs on this machine reach them, other machines do not. */
export interface GatewayPorts {
  readonly listener: number;
  readonly health: number;
}

export interface LocalAddresses {
  readonly range: AddressRange;
  readonly tasks: readonly LocalTask[];
  /** The number of each task in the range. */
  readonly slots: ReadonlyMap<string, number>;
  /** By gateway. */
  readonly gateways: ReadonlyMap<string, GatewayPorts>;
  /** Addresses of external nodes, instead of those that the application declares. */
  readonly externals: ReadonlyMap<string, HostPort>;
}

export const GATEWAY_HOST = '127.0.0.1';

/** A task keeps its slot; the others get the next free ones. */
export function assignSlots(
  tasks: readonly LocalTask[],
  taken: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const slots = new Map(taken);
  for (const { key } of tasks) {
    if (!slots.has(key)) slots.set(key, 1 + Math.max(0, ...slots.values()));
  }
  return slots;
}

export function taskAddressIn(
  { range, slots, gateways }: LocalAddresses,
  application: MeshApplication,
  { task, adminPortOffset = 0 }: { readonly task: LocalTask; readonly adminPortOffset?: AdminPortOffset },
): TaskAddress {
  const slot = slots.get(task.key) ?? 0;
  const gateway = gateways.get(task.owner);
  if (task.kind === 'node')
    return taskAddress(range, slot, { node: lookupIn(application).node(task.owner), adminPortOffset });
  const place = taskAddress(range, slot, { adminPortOffset });
  if (gateway === undefined) return place;
  return {
    ...place,
    ports: { ...place.ports, health: gateway.health, ingress: () => gateway.listener },
  };
}

/** The address at which clients reach the first gateway; undefined without a gateway. */
export function gatewayUrl({ gateways }: LocalAddresses): string | undefined {
  const [first] = gateways.values();
  return first && `http://localhost:${first.listener}`;
}

/** The addresses with which the bootstrap of a task's Envoy is rendered. */
export function bootstrapRefs(
  addresses: LocalAddresses,
  application: MeshApplication,
  at: { readonly task: LocalTask; readonly adminPortOffset?: AdminPortOffset },
): BootstrapRefs {
  const { address, ports } = taskAddressIn(addresses, application, at);
  return {
    outerAddress: at.task.kind === 'gateway' ? GATEWAY_HOST : address,
    loopbackAddress: address,
    ports,
    openAdmin: true,
    endpointsOf: (node, listenerPort) => ({
      kind: 'listed',
      tasks: addresses.tasks
        .filter(({ kind, owner }) => kind === 'node' && owner === node)
        .map((task) => taskAddressIn(addresses, application, { task }))
        .map((callee) => ({
          host: callee.address,
          port: callee.ports.ingress(listenerPort),
          healthPort: callee.ports.health,
        })),
    }),
    externalAt: (external) => addresses.externals.get(external),
    traceSink: ownAddress(addresses.range),
    traceTask: at.task.key,
  };
}
