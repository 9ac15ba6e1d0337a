/** The one place that picks who places an application. */
import type { Construct } from 'constructs';
import type { TargetName } from '../../mesh/target';
import { AppMeshPlatform } from '../app-mesh/constructs/platform';
import { AppMeshServices } from '../app-mesh/constructs/services';
import { type Bridge, bridgeFromAppMesh, bridgeIn } from './switch-bridge';
import { EnvoyPlatform } from '../envoy/constructs/platform';
import { EnvoyServices } from '../envoy/constructs/services';
import { PlainEcsPlatform } from '../none/constructs/platform';
import { PlainEcsServices } from '../none/constructs/services';
import type {
  PlacedPlatform,
  PlacedServices,
  PlatformProps,
  ServicesProps,
} from '../../ecs/constructs/placement';

export interface Targets {
  readonly target: TargetName;
  /** Still runs. */
  readonly before: TargetName | undefined;
}

/** In the first step of a switch, which validation knows: Envoys beside all tasks, and what else runs. */
function bridgeOf({ before }: Targets, { place }: Pick<PlatformProps, 'place'>): Bridge | undefined {
  if (before === undefined) return undefined;
  return before === 'app-mesh' ? bridgeFromAppMesh(place.application) : bridgeIn(place.application);
}

/** All targets have the same ids below them, so that a resource that two have keeps its address when the target changes. */
export function placePlatform(scope: Construct, targets: Targets, props: PlatformProps): PlacedPlatform {
  const { target } = targets;
  const bridge = bridgeOf(targets, props);
  if (bridge) return new EnvoyPlatform(scope, 'Platform', { ...props, bridge });
  switch (target) {
    case 'app-mesh':
      return new AppMeshPlatform(scope, 'Platform', props);
    case 'none':
      return new PlainEcsPlatform(scope, 'Platform', props);
    case 'envoy':
      return new EnvoyPlatform(scope, 'Platform', props);
    case 'service-connect':
      return notBuilt(target);
  }
}

export function placeServices(scope: Construct, targets: Targets, props: ServicesProps): PlacedServices {
  const { target } = targets;
  const bridge = bridgeOf(targets, props);
  if (bridge) return new EnvoyServices(scope, 'Services', { ...props, bridge });
  switch (target) {
    case 'app-mesh':
      return new AppMeshServices(scope, 'Services', props);
    case 'none':
      return new PlainEcsServices(scope, 'Services', props);
    case 'envoy':
      return new EnvoyServices(scope, 'Services', props);
    case 'service-connect':
      return notBuilt(target);
  }
}

function notBuilt(target: TargetName): never {
  throw new Error(`bug: target ${target} is not built and got past validation; please report`);
}
