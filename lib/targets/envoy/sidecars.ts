/** The containers that this target adds to a task: Envoy, the drain, and the receiver of traces. */
import type { MeshApplication } from '../../mesh/application';
import { pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import type { ContainerDefinition } from '../../ecs/containers/container-definition';
import { drain, type DrainProps } from '../../ecs/containers/drain';
import { envoy, type EnvoyProps } from '../../ecs/containers/envoy';
import type { EnvoyConfig } from '../../ecs/containers/envoy-container';
import { traceSidecar } from '../../ecs/containers/trace-sidecar';
import { escapeTemplate } from '../../ecs/escape-template';
import type { LeaveTimes } from '../../ecs/leave-times';
import { egressClusterName } from './bootstrap/names';

/**
 * The clusters that an Envoy waits for at its start: the nodes that it calls, unless they call back. Weights do not
 * count, so a plan that changes weights shows no other change.
 */
export function awaitedClusters(application: MeshApplication, caller: string): string[] {
  const lookup = lookupIn(application);
  return lookup
    .calls()
    .startsAfter(caller)
    .flatMap(({ to, port }) => {
      const listener = pickListener(lookup.node(to).listeners, port);
      return listener === undefined ? [] : [egressClusterName(application, to, listener)];
    });
}

export function renderEnvoy(
  { logs }: MeshApplication,
  config: EnvoyConfig,
  props: Omit<EnvoyProps, 'config' | 'logLevel'>,
): ContainerDefinition {
  // Terraform does not interpret the packed text.
  const text = config.kind === 'text' ? escapeTemplate(config.text) : config.text;
  return envoy({ config: { ...config, text }, logLevel: logs.envoyLevel, ...props });
}

export function renderDrain(
  { drain: times, stop }: LeaveTimes,
  props: Pick<DrainProps, 'after' | 'gate'>,
): ContainerDefinition {
  return drain({ times, stopTimeout: stop.drain, ...props });
}

export function renderTraceSidecar({ tracing }: MeshApplication, behindProxy: boolean) {
  return tracing ? [traceSidecar(tracing.tracer, { behindProxy })] : [];
}
