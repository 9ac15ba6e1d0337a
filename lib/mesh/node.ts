/** What runs and takes part in the mesh: a virtual node in App Mesh's words, an ECS service in ECS's. */
import { externalShape } from './external';
import type { Only } from './known-fields';
import { type Listener, listenerShape, validateListener } from './listener';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import type { Protocol } from './protocol';
import { completeRuns, type Runs, type RunsDefinition, runsShape, validateRuns } from './runs';
import { fields, isObject, list, optional, type Shape, texts } from './shape';

export interface NodeDefinition<Service extends string = string, Field extends string = never> {
  /** Where it takes requests. The first, by port, is the one of its services. @default [], a worker that only calls others */
  readonly listeners?: readonly Listener[];
  /** Services it calls. Nothing else in the mesh can be reached from it. @default [] */
  readonly backends?: readonly Service[];
  readonly runs: RunsDefinition<Service, Field> & Only<RunsDefinition, Field>;
  /** Of an {@link ExternalDefinition}, which does not run. */
  readonly external?: never;
  readonly host?: never;
  readonly cidr?: never;
}

const runningShape = fields<Omit<NodeDefinition, 'external' | 'host' | 'cidr'>>({
  listeners: optional(list(listenerShape, listenerName)),
  backends: optional(texts),
  runs: runsShape,
});

/** Of both kinds. */
export const nodeShape: Shape = (value, place) =>
  isObject(value) && value['external'] !== undefined
    ? externalShape(value, place)
    : runningShape(value, place);

export interface MeshNode {
  readonly name: string;
  readonly listeners: readonly Listener[];
  /** Sorted, each once. */
  readonly backends: readonly string[];
  readonly runs: Runs;
}

export function completeNode(name: string, definition: NodeDefinition): MeshNode {
  return {
    name,
    listeners: [...(definition.listeners ?? [])].sort((a, b) => a.port - b.port),
    backends: [...(definition.backends ?? [])].sort(),
    runs: completeRuns(definition.runs),
  };
}

/** @param protocolOf what a service speaks, undefined where nobody knows */
export function validateNode(
  node: MeshNode,
  services: ReadonlySet<string>,
  protocolOf: (service: string) => Protocol | undefined,
): Problem[] {
  const where = `node ${JSON.stringify(node.name)}`;
  const ports = node.listeners.map(({ port }) => port);
  const twice = new Set(ports.filter((port, index) => ports.indexOf(port) !== index));
  const repeated = new Set(node.backends.filter((name, index) => node.backends.indexOf(name) !== index));
  return [
    ...node.listeners.flatMap((listener) =>
      validateListener(listener, `${where} > listener ${listener.port}`),
    ),
    ...[...twice].map((port) => problems.portTwice(where, port)),
    ...node.backends
      .filter((name) => !services.has(name))
      .map((name) => problems.backendUnknown(where, name, [...services])),
    ...[...repeated].map((name) => problems.backendTwice(where, name, listNames(node.backends))),
    ...validateRuns(
      node.runs,
      { backends: node.backends, listens: node.listeners.length > 0, protocolOf },
      `${where} > runs`,
    ),
  ];
}

function listenerName(listener: unknown, index: number): string {
  return `listener ${isObject(listener) ? String(listener['port']) : index + 1}`;
}
