/** The first step from `app-mesh` to `envoy`: target `envoy`, with all resources of App Mesh except tasks. */
import type { PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';
import { AppMeshLeft } from '../../app-mesh/constructs/remaining-mesh';
import { AppMeshServices } from '../../app-mesh/constructs/services';
import type { PlatformBeside, ServicesBeside } from '../../envoy/constructs/remaining-target';
import { renderFromAppMesh } from '../from-app-mesh';
import { endsOfBoth } from '../load-balancing';

export function platformBesideAppMesh(props: PlatformProps): PlatformBeside {
  return {
    ...renderFromAppMesh(props.place.application),
    balancing: { ends: endsOfBoth(props.place.application) },
    add: (scope) => {
      const left = new AppMeshLeft(scope, 'Left', props);
      return {
        statementsOf: (gateway) => left.statementsOf(gateway),
        shared: left.shared,
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
