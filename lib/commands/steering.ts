/** Takes what is asked of a mesh that runs: lines of input, edits of `application.ts`, an interrupt. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Settings } from '../config';
import type { LocalMesh } from '../local/mesh';
import type { ApplicationSource } from '../mesh/application';
import { formatProblem, MeshError } from '../mesh/problem';
import type { WeightOverride } from '../mesh/weights';
import { loadAgain, readApplication } from './start-application';
import { readSetLine, type StartOptions } from './start-options';
import type { StartOutput } from './start-output';

export interface SteeringRefs {
  readonly root: string;
  readonly sources: readonly ApplicationSource[];
  readonly settings: Settings;
  readonly options: StartOptions;
  /** Of the application that runs. */
  readonly name: string;
  readonly output: StartOutput;
}

/** An editor writes a file in several steps. */
const SETTLED_MS = 100;

/** Until it is interrupted. */
export async function steer(mesh: LocalMesh, refs: SteeringRefs): Promise<void> {
  const { root, name, options, output } = refs;
  let { sources } = refs;
  let weights = options.weights;

  const refuse = (error: unknown) => {
    // What was under way has ended with the mesh.
    if (output.interrupted.aborted) return;
    if (!(error instanceof MeshError)) throw error;
    output.tell({ event: 'refused', problems: error.problems.map(formatProblem) });
  };
  const set = async (line: string) => {
    const next = mergeWeights(weights, readSetLine(line));
    await mesh.update(readApplication(sources, name, { ...refs, ...options, weights: next }));
    weights = next;
  };
  const reload = async () => {
    const edited = loadAgain(root, name);
    const next = sources.map((source) => (source.name === name ? edited : source));
    await mesh.update(readApplication(next, name, { ...refs, ...options, weights }));
    sources = next;
  };

  const input = createInterface({ input: process.stdin, terminal: false });
  input.on('line', (line) => {
    if (line.trim() !== '') set(line).catch(refuse);
  });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(join(root, 'services', name), (_kind, file) => {
    if (file === null || !/\.tsx?$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload().catch(refuse), SETTLED_MS);
  });
  await output.untilInterrupted();
  clearTimeout(timer);
  watcher.close();
  input.close();
  // An open terminal would keep us.
  process.stdin.destroy();
  await mesh.stop();
  output.tell({ event: 'stopped' });
}

/** The last word about a route counts. */
function mergeWeights(
  before: readonly WeightOverride[],
  after: readonly WeightOverride[],
): readonly WeightOverride[] {
  const path = ({ application, service, route }: WeightOverride) =>
    JSON.stringify([application, service, route]);
  const routes = new Set(after.map(path));
  return [...before.filter((each) => !routes.has(path(each))), ...after];
}
