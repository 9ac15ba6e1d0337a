/** The containers that this target adds to a task: Envoy, the drain, and what receives traces. */
import type { MeshApplication } from '../../mesh/application';
import { pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import type { ContainerDefinition } from '../../ecs/containers/container-definition';
import { drain, type DrainProps } from '../../ecs/containers/drain';
import { envoy, type EnvoyProps } from '../../ecs/containers/envoy';
import type { ForeignImages } from '../../ecs/containers/images';
import { traceSidecar } from '../../ecs/containers/trace-sidecar';
import { escapeTemplate } from '../../ecs/escape-template';
import type { LeaveTimes } from '../../ecs/leave-times';
import { egressClusterName } from './bootstrap/names';

export interface TaskRefs {
  readonly images: ForeignImages;
  /** X-Ray's region. */
  readonly region: string;
}

/**
 * The clusters that an Envoy waits for at its start: the nodes that it calls, unless they call back. Weights do not count,
 * so a plan that changes weights shows no other change.
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

type EnvoyRefs = Omit<EnvoyProps, 'image' | 'config' | 'logLevel'> & { readonly refs: TaskRefs };

export function renderEnvoy(
  { logs }: MeshApplication,
  config: string,
  { refs, ...props }: EnvoyRefs,
): ContainerDefinition {
  return envoy({
    image: refs.images.envoy,
    config: escapeTemplate(config),
    logLevel: logs.envoyLevel,
    ...props,
  });
}

export function renderDrain(
  { drain: times, stop }: LeaveTimes,
  { images }: TaskRefs,
  props: Pick<DrainProps, 'after' | 'gate'>,
): ContainerDefinition {
  return drain({ image: images.envoy, times, stopTimeout: stop.drain, ...props });
}

export function renderTraceSidecar(
  { tracing }: MeshApplication,
  behindProxy: boolean,
  { images, region }: TaskRefs,
) {
  return tracing ? [traceSidecar(tracing.tracer, { images, behindProxy, region })] : [];
}
