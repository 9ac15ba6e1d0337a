/** The user's own container of a task: its image and its environment. */
import { byKey } from '../by-key';
import { type Address, addressShape, isEmpty, pathsIn, servicesIn, urlsIn } from '../address';
import {
  completeContainerCheck,
  containerCheckShape,
  type ContainerHealthCheck,
  validateContainerCheck,
} from './container-check';
import { validateUser } from './container-rights';
import type { Only } from '../checks/known-fields';
import type { KnownNames } from '../checks/known-names';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import { validateSource } from '../checks/name-form';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import { flag, named, number, text } from '../checks/shape';
import { type FieldShapes, optional } from '../checks/fields';
import { quote } from '../checks/value-text';
import { completeFolders, type Folders, type FoldersDefinition, foldersShapes } from './folders';

export interface ApplicationContainerDefinition<
  Service extends string = string,
  Field extends string = never,
> extends FoldersDefinition {
  /** Folder below `services/<application>/` that the image is built from. */
  readonly source: string;
  /** Hard limit of the application's container in MiB. @default - the memory of the task without that of the sidecars */
  readonly containerMemoryMiB?: number;
  /** Names to values. `PORT` is always the lowest port of the node's listeners. @default {} */
  readonly environment?: Readonly<Record<string, string | Address<Service>>>;
  /** @default - none: ECS watches only the process */
  readonly healthCheck?: ContainerHealthCheck & Only<ContainerHealthCheck, Field>;
  /** The root file system is read-only. `false` for an image that writes into its own files. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * As ECS takes it: `1000`, `1000:1000`, `node`. Never 1337, which is Envoy.
   * @default '1000', user `node`; for an image that is not built here (MESH_IMAGES) the image's own
   */
  readonly user?: string;
  /** The container has none of the kernel's capabilities. @default true; false for an image that is not built here */
  readonly dropCapabilities?: boolean;
}

export const applicationContainerShapes: FieldShapes<ApplicationContainerDefinition> = {
  source: text,
  containerMemoryMiB: optional(number),
  environment: optional(named('environment', addressShape)),
  healthCheck: optional(containerCheckShape),
  readonlyRootFilesystem: optional(flag),
  ...foldersShapes,
  user: optional(text),
  dropCapabilities: optional(flag),
};

export interface ApplicationContainer extends Folders {
  readonly source: string;
  readonly containerMemoryMiB?: number;
  /** Sorted by name. */
  readonly environment: Readonly<Record<string, string | Address>>;
  readonly healthCheck?: Required<ContainerHealthCheck>;
  readonly readonlyRootFilesystem: boolean;
  /** See `containerRights`. */
  readonly user?: string;
  readonly dropCapabilities?: boolean;
}

export function completeApplicationContainer(
  definition: ApplicationContainerDefinition,
): ApplicationContainer {
  const { containerMemoryMiB, healthCheck, user, dropCapabilities } = definition;
  const environment = Object.entries(definition.environment ?? {}).sort(byKey);
  return {
    source: definition.source,
    environment: Object.fromEntries(environment),
    readonlyRootFilesystem: definition.readonlyRootFilesystem ?? true,
    ...completeFolders(definition),
    ...(containerMemoryMiB !== undefined && { containerMemoryMiB }),
    ...(healthCheck && { healthCheck: completeContainerCheck(healthCheck) }),
    ...(user !== undefined && { user }),
    ...(dropCapabilities !== undefined && { dropCapabilities }),
  };
}

/** Which services a node calls, and how. */
export interface Callees {
  readonly backends: KnownNames;
  /** The protocol of a service; undefined if it is not known. */
  readonly protocolOf: (service: string) => Protocol | undefined;
}

export function validateApplicationContainer(
  container: ApplicationContainer,
  { port, ...callees }: Callees & { readonly port: number | undefined },
  where: string,
): Problem[] {
  const { source, containerMemoryMiB, environment, healthCheck } = container;
  return [
    ...validateSource(source, where),
    ...validateUser(container.user, where),
    ...checkLimit(limits.containerMemory, containerMemoryMiB, where),
    ...(isOtherPort(environment['PORT'], port)
      ? [problems.environmentPort(`${where} > environment "PORT"`, port, environment['PORT'])]
      : []),
    ...Object.entries(environment).flatMap(([name, value]) => validateVariable(name, value, callees, where)),
    ...(healthCheck ? validateContainerCheck(healthCheck, `${where} > health check`) : []),
  ];
}

/** A port that equals the listener's adds nothing. A worker may choose its own. */
function isOtherPort(said: string | Address | undefined, port: number | undefined): boolean {
  return said !== undefined && port !== undefined && said !== String(port);
}

/** The name of a variable of a container. */
export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

function validateVariable(
  name: string,
  value: string | Address,
  { backends, protocolOf }: Callees,
  where: string,
): Problem[] {
  const place = `${where} > environment ${quote(name)}`;
  return [
    ...(VARIABLE.test(name) ? [] : [problems.environmentName(place, name)]),
    ...(isEmpty(value) ? [problems.environmentEmpty(place)] : []),
    ...[...new Set(servicesIn(value))]
      .filter((service) => !backends.has(service))
      .map((service) => problems.addressNotBackend(place, service, backends.all)),
    ...pathsIn(value)
      .filter((path) => path !== '' && !path.startsWith('/'))
      .map((path) => problems.addressPath(place, path)),
    ...urlsIn(value)
      .filter((service) => protocolOf(service) === 'tcp')
      .map((service) => problems.addressUrlTcp(place, service)),
  ];
}
