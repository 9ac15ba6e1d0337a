/** Settings of a listener that App Mesh does not have, and ports that its sidecars need. */
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import type { Listener } from '../../mesh/listener';
import { headersOf, keepAliveOf, mergesSlashes } from '../../mesh/traffic/http-form';
import { APPNET_AGENT_PORT } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_ADMIN_PORT } from '../../ecs/containers/envoy-container';
import { PROXY_EGRESS_PORT, PROXY_INGRESS_PORT } from '../../ecs/containers/proxy-configuration';
import { tracePorts } from '../../ecs/containers/trace-sidecar';

/** Ports that the sidecars use on the address that all containers of a task share. */
const takenPorts: readonly (readonly [number, string])[] = [
  [PROXY_INGRESS_PORT, "Envoy's ingress"],
  [PROXY_EGRESS_PORT, "Envoy's egress"],
  [ENVOY_ADMIN_PORT, "Envoy's admin server"],
  [APPNET_AGENT_PORT, "the agent of App Mesh's Envoy image"],
];

/** Refuses the settings of HTTP that App Mesh has no field for, since it configures the Envoys. */
export function validateForm(listener: Listener, where: string): Problem[] {
  const missing = (field: string, fix: string) => problems.unsupported(where, 'app-mesh', field, fix);
  return [
    ...(headersOf(listener) === undefined ? [] : [missing('maxHeadersCount', 'send 100 headers at most')]),
    ...(mergesSlashes(listener) ? [] : [missing('mergeSlashes', 'write "/" once')]),
    ...(keepAliveOf(listener)
      ? [
          missing(
            'keepAlive',
            "leave it out: it is App Mesh's own, so the application keeps connections long",
          ),
        ]
      : []),
  ];
}

/** Also for gateways: their Envoy passes on its requests through the egress port. */
export function validatePort({ tracing }: MeshApplication, port: number, where: string): Problem[] {
  return [...takenPorts, ...tracePorts(tracing)]
    .filter(([own]) => own === port)
    .map(([, owner]) => problems.portTaken(where, port, owner));
}
