/** The Envoy of this machine. It is installed if there is none. */
import { join } from 'node:path';
import { readEnvoyPath } from '../../project/settings';
import { findEnvoy, installEnvoy, whyNotInstallable } from '../../local/builds/envoy-binary';
import { MeshError } from '../../mesh/checks/problem';
import { ENVOY_VERSION } from '../../ecs/containers/images';
import { ROOT } from '../cli/command';
import { envoyMissing } from './problems';

/** Returns its path. `say` reports steps that take long. */
export async function provideEnvoy(say: (text: string) => void): Promise<string> {
  const cache = join(ROOT, '.cache');
  const found = findEnvoy({ named: readEnvoyPath(), cache });
  if (found !== undefined) return found;
  const reason = whyNotInstallable();
  if (reason !== undefined) throw new MeshError([envoyMissing(reason)]);
  say(`Installing Envoy ${ENVOY_VERSION}, about 37 MB`);
  return installEnvoy(cache);
}
