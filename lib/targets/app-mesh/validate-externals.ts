/** Reports how App Mesh changes requests to external nodes. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { virtualServiceName } from '../../mesh/account-names';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { hostText } from '../../mesh/surroundings/external-host';
import { targetsOf } from '../../mesh/service';

/** App Mesh uses the external host only to find addresses. Requests keep the name of the service as their host. */
export function validateExternals(application: MeshApplication): Problem[] {
  const lookup = lookupIn(application);
  return application.services.flatMap((service) => {
    const hosts = targetsOf(service).flatMap((node) => {
      const external = lookup.external(node);
      return external === undefined || external.listener.protocol === 'tcp' ? [] : [hostText(external.host)];
    });
    const name = virtualServiceName(application, service.name);
    const where = `service ${quote(service.name)}`;
    return hosts.length === 0 ? [] : [problems.externalAuthority(where, name, [...new Set(hosts)])];
  });
}
