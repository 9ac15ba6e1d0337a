/** Applies changes to a mesh that runs: typed lines, edits of `application.ts`. */
import { join } from 'node:path';
import type { TaskConditions } from '../../local/report/task-condition';
import type { LogChoice } from '../../local/report/log-choice';
import type { LocalMesh } from '../../local/local-mesh';
import type { MeshApplication } from '../../mesh/application';
import { formatProblem, MeshError } from '../../mesh/checks/problem';
import { weightsNotSet } from './problems';
import {
  addSaid,
  describeSaid,
  isOtherThan,
  pathOf,
  type SaidWeights,
  splitByFile,
} from '../options/weight-options';
import { checkSaid, loadAgain } from './start-application';
import { chooseLogs, describeLogs } from '../options/log-options';
import type { StartOptions } from '../options/start-options';
import type { StartOutput } from './start-output';
import { typedHelp } from './typed-help';
import { readTypedLine, type TypedLine } from './typed-line';
import { watchFolder } from './watch-folder';

export interface LiveChangesRefs {
  readonly root: string;
  readonly options: StartOptions;
  /** The application that runs, as its file declares it. */
  readonly file: MeshApplication;
  readonly output: StartOutput;
  /** Weights that were set before it started. */
  readonly said: readonly SaidWeights[];
  readonly conditions: TaskConditions;
  readonly logs: { get: () => LogChoice; set: (choice: LogChoice) => void };
}

export interface LiveChanges {
  /** Call it when the mesh runs: waiting changes are made first, then each later change at once. */
  readonly take: (mesh: LocalMesh) => void;
  readonly close: () => void;
}

export function takeLiveChanges(refs: LiveChangesRefs): LiveChanges {
  const { root, options, output, conditions, logs } = refs;
  const { name, stage } = refs.file;
  let { file, said } = refs;
  let mesh: LocalMesh | undefined;
  let take: (mesh: LocalMesh) => void = () => undefined;
  let last: Promise<unknown> = new Promise<LocalMesh>((resolve) => (take = resolve));
  const notice = (text: string) => output.tell({ event: 'notice', text });

  /** Changes are made one after the other, so each starts with the result of the one before. */
  const inTurn = (work: () => Promise<void>) => {
    if (mesh === undefined) notice('this is done as soon as all tasks run');
    last = last.then(work).catch(refuse);
  };
  const refuse = (error: unknown) => {
    // Unfinished changes end with the mesh.
    if (output.interrupted.aborted) return;
    if (!(error instanceof MeshError)) throw error;
    output.tell({ event: 'refused', problems: error.problems.map(formatProblem) });
  };
  const bring = async (next: readonly SaidWeights[]) => {
    await mesh?.update(checkSaid(file, next, options));
    said = next;
  };

  const unset = async (routes: readonly string[]) => {
    const known = said.map(({ override }) => pathOf(override));
    const strange = routes.filter((route) => !known.includes(route));
    if (strange.length > 0) throw new MeshError(strange.map((route) => weightsNotSet(route, known)));
    await bring(said.filter(({ override }) => !routes.includes(pathOf(override))));
  };
  const reload = async () => {
    const edited = loadAgain(root, name).at({ stage });
    const { held, over } = splitByFile(said, edited);
    await mesh?.update(checkSaid(edited, held, options));
    file = edited;
    said = held;
    for (const each of over)
      notice(`application.ts is later than ${each.by}, so its weights of ${pathOf(each.override)} count`);
    for (const each of held.filter((one) => isOtherThan(one, edited)))
      notice(`${describeSaid(each)} goes on; unset ${pathOf(each.override)} for what application.ts says`);
  };
  const status = () => {
    if (mesh === undefined)
      return notice([conditions.phase(), ...conditions.all().map(([, ...text]) => text)].join('\n'));
    output.tell({
      event: 'status',
      ...(mesh.url !== undefined && { url: mesh.url }),
      tasks: mesh.rows().map((row) => ({ ...row, condition: conditions.of(row.task) })),
      weights: said.map(describeSaid),
      logs: describeLogs(logs.get()),
    });
  };

  const obey = (line: TypedLine, by: string): unknown => {
    switch (line.kind) {
      case 'set':
        return inTurn(() => bring(addSaid(said, { overrides: line.weights, by }, file)));
      case 'unset':
        return inTurn(() => unset(line.routes));
      case 'reset':
        return inTurn(() => bring([]));
      case 'logs':
        logs.set(
          chooseLogs(
            line.of,
            conditions.all().map(([task]) => task),
            by,
          ),
        );
        return notice(`logs ${describeLogs(logs.get())}`);
      case 'status':
        return status();
      case 'help':
        return typedHelp().forEach(notice);
      case 'quit':
        return output.interrupt();
    }
  };
  output.onLine((line) => {
    if (line.trim() === '') return;
    try {
      obey(readTypedLine(line), `line ${JSON.stringify(line.trim())}`);
    } catch (error) {
      refuse(error);
    }
  });
  return {
    take: (running) => {
      mesh = running;
      take(running);
    },
    close: watchFolder(join(root, 'services', name), () => void inTurn(reload)),
  };
}
