/** The form of a load balancer of each kind, for the check at run time. */
import { elsewhere } from '../checks/misplaced-fields';
import { flag, isObject, leaf, list, named, number, type Shape, wrongType } from '../checks/shape';
import { type FieldShapes, fieldsIn, optional } from '../checks/fields';
import { refShape } from '../surroundings/reference';
import type {
  ApplicationLoadBalancer,
  ExistingListener,
  LoadBalancer,
  NetworkLoadBalancer,
} from './load-balancer';
import { loadBalancerRouteShape } from './load-balancer-route';
import { applicationSettingsShapes, settingsShapes } from './load-balancer-settings';
import { openShape } from './open';
import { targetGroupShape } from './target-group';

const MADE = 'made by applicationLoadBalancer(), networkLoadBalancer() or existingListener()';
const kind = (own: LoadBalancer['kind']) => leaf(MADE, (value) => value === own);

const placed = {
  internal: optional(flag),
  open: optional(openShape),
  targetGroup: optional(targetGroupShape),
};
const certificates = optional(list(refShape, (_, index) => `certificate ${index + 1}`));
const network: FieldShapes<NetworkLoadBalancer> = {
  kind: kind('network'),
  port: number,
  certificateArn: optional(refShape),
  ...placed,
  ...settingsShapes,
};
const application: FieldShapes<ApplicationLoadBalancer> = {
  kind: kind('application'),
  port: number,
  certificateArn: optional(refShape),
  certificates,
  httpsPort: number,
  ...placed,
  ...applicationSettingsShapes,
};
const existing: FieldShapes<ExistingListener> = {
  kind: kind('existing'),
  listener: refShape,
  securityGroup: refShape,
  certificates,
  domain: settingsShapes.domain,
  targetGroup: placed.targetGroup,
};
interface WithRoutes {
  readonly routes: object;
}

const routes = { routes: named('route', loadBalancerRouteShape) };
const fieldsHere = fieldsIn(elsewhere.loadBalancer);
const networkFields = fieldsIn({ ...elsewhere.loadBalancer, ...elsewhere.networkLoadBalancer });
const existingFields = fieldsIn({ ...elsewhere.loadBalancer, ...elsewhere.existingListener });

/** The short form, on a gateway or node. */
export const loadBalancerShape = byKind(
  fieldsHere(application),
  networkFields(network),
  existingFields(existing),
);

/** The long form, in `loadBalancers`. */
export const loadBalancerWithRoutesShape = byKind(
  fieldsHere<ApplicationLoadBalancer & WithRoutes>({ ...application, ...routes }),
  networkFields<NetworkLoadBalancer & WithRoutes>({ ...network, ...routes }),
  existingFields<ExistingListener & WithRoutes>({ ...existing, ...routes }),
);

function byKind(ofApplication: Shape, ofNetwork: Shape, ofExisting: Shape): Shape {
  return (value, place) => {
    const said = isObject(value) ? value['kind'] : undefined;
    if (said === undefined) return [wrongType(place, MADE, value)];
    if (said === 'network') return ofNetwork(value, place);
    return (said === 'existing' ? ofExisting : ofApplication)(value, place);
  };
}
