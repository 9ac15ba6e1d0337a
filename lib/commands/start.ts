/** `npm start`: runs the mesh on this machine. */
import '../load/kept-compiled';
import { childEnvironment, type Settings } from '../project/settings';
import { watchTaskConditions } from '../local/report/task-condition';
import type { MeshEvent } from '../local/report/events';
import type { LogChoice } from '../local/report/log-choice';
import { startLocalMesh } from '../local/local-mesh';
import { listTasks } from '../local/tasks';
import type { MeshApplication } from '../mesh/application';
import { openBrowser } from './cli/browser';
import { type Command, ROOT, runCommand } from './cli/command';
import { provideEnvoy } from './start/envoy-provision';
import { readListed } from './cli/read-listed';
import { checkSaid, saidAtStart } from './start/start-application';
import { chooseLogs } from './options/log-options';
import { readStartOptions, startLine, type StartOptions } from './options/start-options';
import { openOutput, type StartOutput } from './start/start-output';
import { type LiveChanges, takeLiveChanges } from './start/live-changes';

const command: Command = {
  line: startLine,
  run: async (given) => {
    const options = readStartOptions(given);
    const read = readListed(startLine, options.application);
    const { settings, declared: file } = read;
    const said = saidAtStart(read, options);
    const application = checkSaid(file, said, options);
    const tasks = listTasks(application, { ...options, region: settings.region }).map(({ key }) => key);
    let logs = logsAtStart(options, tasks);
    const output = openOutput({
      json: options.json,
      logs: () => logs,
      isInteractive: isInteractive(options),
    });
    const conditions = watchTaskConditions(tasks);
    const tell = (event: MeshEvent) => {
      conditions.hear(event);
      output.tell(event);
    };
    const changes = takeLiveChanges({
      root: ROOT,
      options,
      file,
      output: { ...output, tell },
      said,
      conditions,
      logs: { get: () => logs, set: (choice) => (logs = choice) },
    });
    try {
      await runMesh({ settings, options, application, changes, output: { ...output, tell } });
    } finally {
      changes.close();
      output.close();
    }
    return 0;
  },
};

interface RunRefs {
  readonly application: MeshApplication;
  readonly settings: Settings;
  readonly options: StartOptions;
  readonly changes: LiveChanges;
  readonly output: StartOutput;
}

/** Runs until it is interrupted. */
async function runMesh({ settings, options, application, changes, output }: RunRefs): Promise<void> {
  const { tell, interrupted } = output;
  const envoy = await provideEnvoy((text) => tell({ event: 'notice', text }));
  const starting = startLocalMesh(application, {
    ...options,
    root: ROOT,
    envoy,
    region: settings.region,
    machine: machineEnvironment(),
    hasOneAddress: process.platform !== 'linux',
    tell,
    interrupted,
  });
  const mesh = await starting.catch((error: unknown) => {
    if (!interrupted.aborted) throw error;
    tell({ event: 'stopped' });
  });
  if (mesh === undefined) return;
  if (options.open && !options.json && mesh.url !== undefined) openBrowser(mesh.url);
  changes.take(mesh);
  await output.untilInterrupted();
  changes.close();
  await mesh.stop();
  tell({ event: 'stopped' });
}

function logsAtStart(options: StartOptions, tasks: readonly string[]): LogChoice {
  if (options.logs.length === 0 && options.accessLog) return { kind: 'all' };
  return chooseLogs(options.logs, tasks, 'npm start > --logs');
}

/** A person uses the terminal: output and typed lines are on the same screen. */
function isInteractive({ json }: StartOptions): boolean {
  return !json && process.stdin.isTTY && process.stdout.isTTY && childEnvironment()['TERM'] !== 'dumb';
}

/** Not the whole environment: a service reads only what its task definition says. */
function machineEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
  return Object.fromEntries(Object.entries(childEnvironment()).filter(([name]) => names.includes(name)));
}

runCommand(command);
