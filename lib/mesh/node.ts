/** What runs and takes part in the mesh: a virtual node in App Mesh's words, an ECS service in ECS's. */
import { type Listener, validateListener } from './listener';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { completeRuns, type Runs, type RunsDefinition, validateRuns } from './runs';

export interface NodeDefinition<Service extends string = string> {
  /** Where it takes requests. @default [], a worker that only calls others */
  readonly listeners?: readonly Listener[];
  /** Services it calls. Nothing else in the mesh can be reached from it. @default [] */
  readonly backends?: readonly Service[];
  readonly runs: RunsDefinition<Service>;
}

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

export function validateNode(node: MeshNode, services: ReadonlySet<string>): Problem[] {
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
    ...validateRuns(node.runs, node.backends, `${where} > runs`),
  ];
}
