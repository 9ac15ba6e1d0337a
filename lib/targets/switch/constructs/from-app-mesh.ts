/** The first step from `app-mesh` to `envoy`: target `envoy`, with everything of App Mesh but tasks. */
import type { PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';
import { AppMeshLeft } from '../../app-mesh/constructs/remaining-mesh';
import { AppMeshServices } from '../../app-mesh/constructs/services';
import type { PlatformBeside, ServicesBeside } from '../../envoy/constructs/remaining-target';
import { renderFromAppMesh } from '../from-app-mesh';
import { healthIn } from '../health';

export function platformBesideAppMesh(props: PlatformProps): PlatformBeside {
  return {
    ...renderFromAppMesh(props.place.application),
    healthOf: healthIn(props.place.application),
    add: (scope) => {
      const left = new AppMeshLeft(scope, 'Left', props);
      return {
        statementsOf: (gateway) => left.statementsOf(gateway),
        join: () => ({ shared: left.shared, neededBy: () => [] }),
      };
    },
  };
}

export function servicesBesideAppMesh(props: ServicesProps): ServicesBeside {
  return {
    ways: renderFromAppMesh(props.place.application).ways,
    add: (scope) => {
      const left = new AppMeshServices(scope, 'Left', { ...props, isLeft: true });
      return { statementsOf: (node) => left.statementsOf(node) };
    },
  };
}
