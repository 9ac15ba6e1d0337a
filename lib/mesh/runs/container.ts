/** A container of a task: what it runs, with which variables and rights. */
import type { Only } from '../checks/known-fields';
import { type FieldShapes, optional } from '../checks/fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { flag, list, number, text } from '../checks/shape';
import {
  completeContainerCheck,
  containerCheckShape,
  type ContainerHealthCheck,
  validateContainerCheck,
} from './container-check';
import { completeProcess, type ContainerProcess, processShapes, validateProcess } from './container-process';
import { validateUser } from './container-rights';
import {
  type Callees,
  completeEnvironment,
  type Environment,
  environmentShape,
  validateEnvironment,
} from './environment';
import { type Origin, validateOrigin } from './origin';
import { completeFolders, type Folders, type FoldersDefinition, foldersShapes } from './folders';

export interface ContainerDefinition<Service extends string = string, Field extends string = never>
  extends ContainerProcess, FoldersDefinition {
  /** Folder below `services/<application>/` that the image is built from. Or `image`. */
  readonly source?: string;
  /**
   * An image that is there: `registry/path@sha256:…`, or `registry/path:tag` with a warning. MESH_IMAGE_MIRROR counts for
   * it. Or `source`.
   */
  readonly image?: string;
  /** Names to values. `PORT` is always the lowest port of the node's listeners. @default {} */
  readonly environment?: Environment<Service>;
  /** @default - none: ECS watches only the process */
  readonly healthCheck?: ContainerHealthCheck & Only<ContainerHealthCheck, Field>;
  /** Further TCP ports, each once. No Envoy and no security group leads to them from outside of the task. @default [] */
  readonly ports?: readonly number[];
  /** The root file system is read-only. `false` for an image that writes into its own files. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * As ECS takes it: `1000`, `1000:1000`, `node`. Never 1337, which is Envoy.
   * @default '1000', user `node`; for an image that is not built here (`image`, MESH_IMAGES) the image's own
   */
  readonly user?: string;
  /** The container has none of the kernel's capabilities. @default true; false for an image that is not built here */
  readonly dropCapabilities?: boolean;
}

export const containerShapes: FieldShapes<ContainerDefinition> = {
  source: optional(text),
  image: optional(text),
  environment: optional(environmentShape),
  healthCheck: optional(containerCheckShape),
  ports: optional(list(number, (_, index) => `port ${index + 1}`)),
  readonlyRootFilesystem: optional(flag),
  ...foldersShapes,
  user: optional(text),
  dropCapabilities: optional(flag),
  ...processShapes,
};

export interface Container extends ContainerProcess, Folders {
  readonly origin: Origin;
  /** Sorted by name. */
  readonly environment: Environment;
  readonly healthCheck?: Required<ContainerHealthCheck>;
  /** Sorted. */
  readonly ports: readonly number[];
  readonly readonlyRootFilesystem: boolean;
  /** See `containerRights`. */
  readonly user?: string;
  readonly dropCapabilities?: boolean;
}

export function completeContainer(definition: ContainerDefinition): Container {
  const { source = '', image, healthCheck, user, dropCapabilities } = definition;
  return {
    origin: image === undefined ? { source } : { image },
    ...completeProcess(definition),
    environment: completeEnvironment(definition.environment),
    ports: [...(definition.ports ?? [])].sort((a, b) => a - b),
    readonlyRootFilesystem: definition.readonlyRootFilesystem ?? true,
    ...completeFolders(definition),
    ...(healthCheck && { healthCheck: completeContainerCheck(healthCheck) }),
    ...(user !== undefined && { user }),
    ...(dropCapabilities !== undefined && { dropCapabilities }),
  };
}

export function validateContainer(
  container: Container,
  node: Callees & { readonly port: number | undefined },
  where: string,
): Problem[] {
  const { origin, environment, healthCheck, ports } = container;
  return [
    ...validateOrigin(origin, where),
    ...validateUser(container.user, where),
    ...validateProcess(container, where),
    ...ports.flatMap((each) => checkLimit(limits.port, each, `${where} > ports`)),
    ...validateEnvironment(environment, node, where),
    ...(healthCheck ? validateContainerCheck(healthCheck, `${where} > health check`) : []),
  ];
}
