/** `npm start`: the mesh on this machine. */
import { childEnvironment } from '../config';
import { startLocalMesh } from '../local/mesh';
import { openBrowser } from './browser';
import { type Command, ROOT, runCommand } from './command';
import { provideEnvoy } from './envoy-provision';
import { readSources } from './read-sources';
import { readApplication, readStartSettings } from './start-application';
import { chooseApplication, readStartOptions, startLine } from './start-options';
import { openOutput } from './start-output';
import { steer } from './steering';

const command: Command = {
  line: startLine,
  run: async (given) => {
    const options = readStartOptions(given);
    const sources = readSources(ROOT);
    const settings = readStartSettings(ROOT);
    const { name } = chooseApplication(sources, options.application);
    const application = readApplication(sources, name, { settings, ...options });
    const output = openOutput(options.json);
    const envoy = await provideEnvoy((text) => output.tell({ event: 'notice', text }));
    const starting = startLocalMesh(application, {
      ...options,
      root: ROOT,
      envoy,
      region: settings.region,
      machine: machineEnvironment(),
      hasOneAddress: process.platform !== 'linux',
      tell: output.tell,
      interrupted: output.interrupted,
    });
    const mesh = await starting.catch((error: unknown) => {
      if (!output.interrupted.aborted) throw error;
      output.tell({ event: 'stopped' });
      return undefined;
    });
    if (mesh === undefined) return 0;
    if (options.open && !options.json && mesh.url !== undefined) openBrowser(mesh.url);
    await steer(mesh, { root: ROOT, sources, settings, options, name, output });
    return 0;
  },
};

/** Not the whole: what a service reads is what its task definition says. */
function machineEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
  return Object.fromEntries(Object.entries(childEnvironment()).filter(([name]) => names.includes(name)));
}

runCommand(command);
