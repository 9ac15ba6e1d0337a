/** How ECS learns that the application of a new task answers. */
import type { MeshNode } from '../../mesh/node';
import type { Gate } from '../../ecs/containers/first-answer';
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { CALLED_PATH, HEALTH_PATH } from './bootstrap/health-path';
import type { BootstrapRefs } from './bootstrap/ecs-or-local';

/**
 * The task's Envoy checks its application in the listener's own protocol, so its health listener knows the answer. If the
 * node has a container check, ECS uses that one. A task that no node calls, or that is started as a job, loses no
 * request.
 */
export function renderGate(
  application: MeshApplication,
  node: MeshNode,
  { loopbackAddress, ports }: Pick<BootstrapRefs, 'loopbackAddress' | 'ports'>,
): Gate | undefined {
  if (node.runs.kind !== 'service' || node.runs.healthCheck !== undefined) return undefined;
  const called = lookupIn(application).calls().portsCalled(node.name);
  if (called.length === 0) return undefined;
  const path = called.length < node.listeners.length ? CALLED_PATH : HEALTH_PATH;
  return {
    asks: { host: loopbackAddress, port: ports.health, path },
    ports: called.map(ports.application),
  };
}
