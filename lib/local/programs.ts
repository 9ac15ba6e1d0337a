/** The programs of an application as data: one for each service and each Envoy of each task. */
import { delimiter, join } from 'node:path';
import { applicationEnvironment } from '../ecs/application-environment';
import { envoyCommand } from '../ecs/containers/envoy-container';
import { fitsArgument } from '../ecs/containers/packed-bootstrap';
import type { MeshApplication } from '../mesh/application';
import { lookupIn } from '../mesh/lookup';
import type { MeshNode } from '../mesh/node';
import { targetsOf } from '../mesh/service';
import { addressIn } from '../targets/envoy';
import { ownAddress, type AdminPortOffset } from './addresses/task-address';
import { type LocalAddresses, taskAddressIn } from './addresses/assign-addresses';
import { explicit, gatewayOf, localBootstrap } from './local-bootstrap';
import { metadataPath } from './task-metadata';
import { type Probe, questionOf } from './processes/probe';
import { type LocalTask, runsHere } from './tasks';

export interface ServiceStart {
  readonly file: string;
  readonly words: readonly string[];
  /** Variables that its image adds to the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

export type ProgramRole = 'service' | 'envoy';

export interface Program {
  readonly task: string;
  readonly role: ProgramRole;
  readonly file: string;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly probe?: Probe;
  /** Tasks that must be ready before, so that the first health check of them succeeds. */
  readonly after: readonly string[];
}

export interface ProgramRefs {
  readonly application: MeshApplication;
  readonly addresses: LocalAddresses;
  /** Path of the Envoy binary. */
  readonly envoy: string;
  /** The folder that contains `services/`. */
  readonly root: string;
  /** The environment variables of this machine that every program gets: above all `PATH`. */
  readonly machine: Readonly<Record<string, string>>;
  /** How the service of a source folder is started. */
  readonly startOf: (source: string) => ServiceStart;
}

export const DRAIN_SECONDS = 1;

/** The service of a task, with the environment of its task definition and the address at which it listens. */
export function serviceProgram(refs: ProgramRefs, task: LocalTask, node: MeshNode): Program {
  const { application, addresses, root, machine } = refs;
  const { address, ports } = taskAddressIn(addresses, application, { task });
  const addressOf = addressIn(application, explicit(node), {
    loopbackAddress: address,
    ports,
  });
  const [first] = node.listeners;
  if (!runsHere(node.runs)) throw new Error(`bug: node ${node.name} has a task here; please report`);
  const { source } = node.runs.origin;
  const { file, words, environment } = refs.startOf(source);
  const cwd = sourceFolder(root, application.name, source);
  const { host, port } = ownAddress(addresses.range);
  return {
    task: task.key,
    role: 'service',
    file,
    words,
    cwd,
    environment: {
      ...machine,
      PATH: [join(root, 'node_modules', '.bin'), machine['PATH'] ?? ''].join(delimiter),
      // Our images set it, too.
      NODE_ENV: 'production',
      ...environment,
      ...applicationEnvironment(node, { addressOf, portOf: ports.application }),
      HOST: address,
      ECS_CONTAINER_METADATA_URI_V4: `http://${host}:${port}${metadataPath(task.key)}`,
    },
    ...(first && {
      probe: {
        host: address,
        port: ports.application(first.port),
        question: questionOf(first),
      },
    }),
    after: [],
  };
}

/** The Envoy of a task. Its configuration is part of its command, so no file is left. */
export function envoyProgram(
  refs: ProgramRefs,
  task: LocalTask,
  adminPortOffset: AdminPortOffset = 0,
): Program {
  const { application, addresses, envoy, root, machine } = refs;
  const { address, ports } = taskAddressIn(addresses, application, { task, adminPortOffset });
  const text = JSON.stringify(localBootstrap(refs, { task, adminPortOffset }));
  const { entryPoint, command, environment } = envoyCommand({
    program: envoy,
    concurrency: 1,
    logLevel: 'error',
    config: { kind: fitsArgument(text) ? 'text' : 'packed', text },
  });
  const [file = envoy, ...words] = entryPoint;
  return {
    task: task.key,
    role: 'envoy',
    file,
    words: [
      ...words,
      ...command,
      // A person waits for the log line of a request; by default, Envoy writes every ten seconds.
      ...['--file-flush-interval-msec', '100'],
      ...['--drain-time-s', String(DRAIN_SECONDS), '--drain-strategy', 'immediate'],
    ],
    cwd: root,
    environment: { ...machine, ...environment },
    probe: { host: address, port: ports.admin, question: { kind: 'http', path: '/ready' } },
    after: calleesOf(application, addresses, task),
  };
}

export function sourceFolder(root: string, application: string, source: string): string {
  return join(root, 'services', application, source);
}

function calleesOf(application: MeshApplication, { tasks }: LocalAddresses, task: LocalTask): string[] {
  const lookup = lookupIn(application);
  const services =
    task.kind === 'node'
      ? lookup.node(task.owner).backends
      : gatewayOf(application, task).routes.map(({ service }) => service);
  const nodes = new Set(services.flatMap((service) => targetsOf(lookup.service(service))));
  return tasks.filter(({ kind, owner }) => kind === 'node' && nodes.has(owner)).map(({ key }) => key);
}
