/** The names of Envoy's resources. They are App Mesh's, so dashboards keep working. No other file spells them. */
import type { MeshApplication } from '../../../mesh/application';
import type { Listener } from '../../../mesh/listener';
import { meshName } from '../../../mesh/account-names';

type Mesh = Pick<MeshApplication, 'stage' | 'mesh'>;

/** The name of an Envoy: `node.cluster` in its bootstrap, which it adds to its answers to health checks. */
export function resourceName(mesh: Mesh, kind: 'virtualNode' | 'virtualGateway', name: string): string {
  return `mesh/${meshName(mesh)}/${kind}/${name}`;
}

/** The name in traces. */
export function segmentName(mesh: Mesh, name: string): string {
  return `${meshName(mesh)}/${name}`;
}

/** From a caller to a node. Node, protocol and port make a cluster distinct, so they are in its name. */
export function egressClusterName(mesh: Mesh, node: string, { protocol, port }: Listener): string {
  return `cds_egress_${meshName(mesh)}_${node}_${protocol}_${port}`;
}

/** From a node's Envoy to its application. */
export function ingressClusterName(mesh: Mesh, node: string, { protocol, port }: Listener): string {
  return `cds_ingress_${meshName(mesh)}_${node}_${protocol}_${port}`;
}

/** From a gateway's first hop to its second. */
export function redirectClusterName(mesh: Mesh, gateway: string, { protocol, port }: Listener): string {
  return `cds_ingress_${meshName(mesh)}_${gateway}_self_redirect_${protocol}_${port}`;
}

/** To the address that a transparent node's application called. */
export function passThroughClusterName(mesh: Mesh): string {
  return `cds_egress_${meshName(mesh)}_amazonaws`;
}

/** To the OpenTelemetry collector in the task. App Mesh had none, so this name is our own. */
export const COLLECTOR_CLUSTER = 'cds_egress_collector';
