/** Everything in a bootstrap that differs between ECS and the local mesh. */
import type { MeshApplication } from '../../../mesh/application';
import { lookupIn } from '../../../mesh/lookup';
import type { MeshNode } from '../../../mesh/node';
import { virtualServiceName } from '../../../mesh/account-names';
import { tracePort } from '../../../ecs/containers/trace-sidecar';
import type { HostPort } from './address';
import { edgePort, type EnvoyPorts, gatewayPorts, HEALTH_PORT, ingressPort, nodePorts } from './ports';

/** One name for all tasks; DNS has their addresses. */
export interface NamedEndpoints extends HostPort {
  readonly kind: 'dns';
  readonly healthPort: number;
}

/** Each task by its own address. */
export interface ListedEndpoints {
  readonly kind: 'listed';
  readonly tasks: readonly (HostPort & { readonly healthPort: number })[];
}

export type NodeEndpoints = NamedEndpoints | ListedEndpoints;

export interface BootstrapRefs {
  /** Address that other tasks reach. */
  readonly outerAddress: string;
  /** Address that only the task's own containers reach. */
  readonly loopbackAddress: string;
  readonly ports: EnvoyPorts;
  /** The addresses at which the Envoys of a node's tasks take requests for a listener. */
  readonly endpointsOf: (node: string, listenerPort: number) => NodeEndpoints;
  /** Address of an external node. @default - its declared host and port */
  readonly externalAt?: (external: string) => HostPort | undefined;
  /** @default - the system's */
  readonly dnsResolver?: HostPort;
  /** Receives what the application's tracer sends: X-Ray segments over UDP, or OpenTelemetry's spans over gRPC. */
  readonly traceSink: HostPort;
  /** Allows every page of the admin server. @default - only those for health, draining and statistics */
  readonly openAdmin?: boolean;
  /** Further paths of the health listener. @default [] */
  readonly healthPaths?: readonly string[];
  /** The task's name in traces. @default - none, because all tasks share one revision */
  readonly traceTask?: string;
}

export function nodeRefs(application: MeshApplication, node: MeshNode): BootstrapRefs {
  return { ...ecsRefs(application), ports: { ...nodePorts(node), edge: edgePort } };
}

export function gatewayRefs(application: MeshApplication): BootstrapRefs {
  return { ...ecsRefs(application), ports: gatewayPorts() };
}

function ecsRefs(application: MeshApplication): Omit<BootstrapRefs, 'ports'> {
  return {
    outerAddress: '0.0.0.0',
    loopbackAddress: '127.0.0.1',
    endpointsOf: (node, listenerPort) => ({
      kind: 'dns',
      // Cloud Map names nodes in the same way as services: a label of the zone.
      host: virtualServiceName(application, node),
      port: ingressPort(lookupIn(application).node(node), listenerPort),
      healthPort: HEALTH_PORT,
    }),
    traceSink: { host: '127.0.0.1', port: tracePort(application.tracing?.tracer ?? 'xray') },
  };
}
