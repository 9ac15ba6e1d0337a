/** Places the first step of a switch: target `envoy`, and the resources that tasks of the other target need. */
import type { Construct } from 'constructs';
import type {
  PlacedPlatform,
  PlacedServices,
  PlatformProps,
  ServicesProps,
} from '../../../ecs/constructs/placement';
import type { PlatformBeside, ServicesBeside } from '../../envoy/constructs/remaining-target';
import { EnvoyPlatform } from '../../envoy/constructs/platform';
import { EnvoyServices } from '../../envoy/constructs/services';
import type { FirstStep } from '..';
import { platformBesideAppMesh, servicesBesideAppMesh } from './from-app-mesh';
import { platformBesideNone, servicesBesideNone } from './none-and-envoy';

interface Beside {
  readonly platform: (props: PlatformProps) => PlatformBeside;
  readonly services: (props: ServicesProps) => ServicesBeside;
}

const besides: Readonly<Record<FirstStep['kind'], Beside>> = {
  'none-and-envoy': { platform: platformBesideNone, services: servicesBesideNone },
  'from-app-mesh': { platform: platformBesideAppMesh, services: servicesBesideAppMesh },
};

export function placeFirstPlatform(
  scope: Construct,
  { kind }: FirstStep,
  props: PlatformProps,
): PlacedPlatform {
  return new EnvoyPlatform(scope, 'Platform', { ...props, beside: besides[kind].platform(props) });
}

export function placeFirstServices(
  scope: Construct,
  { kind }: FirstStep,
  props: ServicesProps,
): PlacedServices {
  return new EnvoyServices(scope, 'Services', { ...props, beside: besides[kind].services(props) });
}
