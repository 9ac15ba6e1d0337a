/** The first step between `none` and `envoy`: target `envoy`, and also load balancers right before nodes. */
import type { PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';
import type { PlatformBeside, ServicesBeside } from '../../envoy/constructs/remaining-target';
import { renderNoneAndEnvoy } from '../none-and-envoy';

export function platformBesideNone(props: PlatformProps): PlatformBeside {
  const { access, ends, joined } = renderNoneAndEnvoy(props.place.application);
  return {
    access,
    ways: access,
    balancing: { ends, joined },
    add: () => ({ statementsOf: () => [], shared: {} }),
  };
}

export function servicesBesideNone(props: ServicesProps): ServicesBeside {
  const { access, addressOf, healthPathsOf, joined } = renderNoneAndEnvoy(props.place.application);
  return {
    ways: access,
    plainOf: ({ name }) => ({ addressOf, healthPaths: healthPathsOf(name) }),
    ends: joined,
  };
}
