/** Applications in one network: which one owns it, and names that only one of them may have. */
import type { MeshApplication } from '../mesh/application';
import { innerGatewayName, registeredNames, virtualServiceName } from '../mesh/account-names';
import { freeze } from '../mesh/complete-application';
import { gatewaysByName } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { wholeOf } from '../mesh/application';

/** Gives each application in another one's network the declaration of the owner. */
export function joinNetworks(applications: readonly MeshApplication[]): MeshApplication[] {
  return applications.map((application) => {
    const { network } = application;
    const owner = network.kind === 'of' ? find(applications, network.of)?.network : undefined;
    if (network.kind !== 'of' || owner?.kind !== 'own') return application;
    return freeze({ ...application, network: { ...network, owner } });
  });
}

/** The applications in the network of this one. */
export function livingIn(
  applications: readonly MeshApplication[],
  owner: Pick<MeshApplication, 'name'>,
): MeshApplication[] {
  return applications.filter(({ network }) => network.kind === 'of' && network.of === owner.name);
}

export function validateSharedNetworks(applications: readonly MeshApplication[]): Problem[] {
  return [
    ...applications.flatMap((each) => validateOwner(each, applications)),
    ...validateZones(applications),
  ];
}

function validateOwner(application: MeshApplication, applications: readonly MeshApplication[]): Problem[] {
  const { name, network } = application;
  if (network.kind !== 'of') return [];
  const where = `${wholeOf(name)} > network`;
  const owner = find(applications, network.of);
  const owners = applications.filter((each) => each.network.kind === 'own').map((each) => each.name);
  if (owner === undefined) return [problems.networkOwnerUnknown(where, network.of, owners)];
  return owner.network.kind === 'own' ? [] : [problems.networkOwnerNone(where, network.of, owners)];
}

/** A VPC has at most one private zone of a name. Two applications may share an existing namespace, but no name in it. */
function validateZones(applications: readonly MeshApplication[]): Problem[] {
  return applications.flatMap((application, index) =>
    applications
      .slice(0, index)
      // An application that is listed twice has a problem of its own.
      .filter((other) => other.name !== application.name)
      .filter((other) => vpcOf(other) === vpcOf(application) && zoneOf(other) === zoneOf(application))
      .flatMap((other) => validatePair(application, other)),
  );
}

function validatePair(application: MeshApplication, other: MeshApplication): Problem[] {
  const where = `${wholeOf(application.name)} > namespace`;
  const [own, others] = [application, other].map(({ existingNamespace }) =>
    JSON.stringify(existingNamespace),
  );
  if (own === undefined || own !== others)
    return [problems.namespaceTwice(where, application.namespace, wholeOf(other.name))];
  const taken = namesIn(other);
  const both = [...namesIn(application)].filter((name) => taken.has(name)).sort();
  return both.length === 0 ? [] : [problems.namespaceNames(where, both, wholeOf(other.name))];
}

/** As far as synth knows: two references may lead to one VPC. */
function vpcOf({ name, network }: MeshApplication): string {
  if (network.kind === 'existing') return JSON.stringify(network.existing.vpc);
  return network.kind === 'of' ? network.of : name;
}

const zoneOf = ({ namespace }: MeshApplication) => namespace.toLowerCase();

/** Hosts of the zone. */
function namesIn(application: MeshApplication): ReadonlySet<string> {
  return new Set([
    ...application.services.map(({ name }) => virtualServiceName(application, name)),
    ...[...registeredNames(application)].map((name) => virtualServiceName(application, name)),
    ...gatewaysByName(application).map((name) => innerGatewayName(application, name)),
  ]);
}

const find = (applications: readonly MeshApplication[], name: string) =>
  applications.find((each) => each.name === name);
