/** What a load balancer asks in the first step of a switch, when tasks of a gateway and of a node are behind it. */
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshApplication } from '../../mesh/application';
import { enteredListener, sharedHealth, type TargetHealth } from '../none';

export function healthIn(application: MeshApplication) {
  return (gateway: MeshGateway): TargetHealth => sharedHealth(gateway, enteredListener(application, gateway));
}
