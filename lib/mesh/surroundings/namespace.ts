/** The private zone in which services are called by name: the application's own, or a Cloud Map namespace that exists. */
import type { MeshApplication } from '../application';
import { fields } from '../checks/fields';
import { DOMAIN } from '../checks/name-form';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { isObject, type Shape, text, wrongType } from '../checks/shape';
import { completeRef, type Ref, refShape, validateRef } from './reference';

export interface ExistingNamespaceDefinition {
  /** Its name, the last part of every host: `service.local`. */
  readonly name: string;
  /** A private DNS namespace of Cloud Map that another team made, by its id. Its zone must belong to the network's VPC. */
  readonly existing: Ref;
}

export type NamespaceDefinition = string | ExistingNamespaceDefinition;

const existingShape = fields<ExistingNamespaceDefinition>({ name: text, existing: refShape });

export const namespaceShape: Shape = (value, place) => {
  if (typeof value === 'string') return [];
  return isObject(value)
    ? existingShape(value, place)
    : [wrongType(place, 'text, or { name, existing }', value)];
};

export function completeNamespace(
  definition: NamespaceDefinition,
): Pick<MeshApplication, 'namespace' | 'existingNamespace'> {
  if (typeof definition === 'string') return { namespace: definition };
  return { namespace: definition.name, existingNamespace: completeRef(definition.existing) };
}

export function validateNamespace(
  {
    namespace,
    existingNamespace,
    network,
  }: Pick<MeshApplication, 'namespace' | 'existingNamespace' | 'network'>,
  whole: string,
): Problem[] {
  const where = `${whole} > namespace`;
  return [
    ...(DOMAIN.test(namespace) ? [] : [problems.namespaceForm(where, namespace)]),
    ...(existingNamespace === undefined
      ? []
      : validateRef(existingNamespace, { kind: 'namespace', where: `${where} > existing` })),
    ...(existingNamespace !== undefined && network.kind === 'own' ? [problems.namespaceNetwork(where)] : []),
  ];
}
