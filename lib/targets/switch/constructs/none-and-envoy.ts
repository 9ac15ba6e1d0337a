/** The first step between `none` and `envoy`: target `envoy`, with load balancers right before nodes as well. */
import type { PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';
import type { PlatformBeside, ServicesBeside } from '../../envoy/constructs/remaining-target';
import {
  listenersByNode,
  loadBalancersBefore,
  targetGroupOutputs,
} from '../../none/constructs/entered-nodes';
import { healthIn } from '../health';
import { renderNoneAndEnvoy } from '../none-and-envoy';

export function platformBesideNone(props: PlatformProps): PlatformBeside {
  const { application } = props.place;
  const { access } = renderNoneAndEnvoy(application);
  return {
    access,
    ways: access,
    healthOf: healthIn(application),
    add: () => ({
      statementsOf: () => [],
      join: (entries) => {
        const before = listenersByNode(entries, props);
        return { shared: targetGroupOutputs(entries), neededBy: (node) => before.get(node) ?? [] };
      },
    }),
  };
}

export function servicesBesideNone(props: ServicesProps): ServicesBeside {
  const { access, addressOf, healthPathsOf } = renderNoneAndEnvoy(props.place.application);
  return {
    ways: access,
    plainOf: ({ name }) => ({
      addressOf,
      healthPaths: healthPathsOf(name),
      loadBalancers: loadBalancersBefore(name, props),
    }),
  };
}
