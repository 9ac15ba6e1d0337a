/** Every stack of the project, in one cdktf app. */
import type { App } from 'cdktf';
import type { Project } from '../project';
import { STATE_STACK } from '../project';
import { accountName } from '../mesh/names';
import { ApplicationStack } from './application-stack';
import { ImagesStack } from './images-stack';
import { NetworkStack } from './network-stack';
import { RegistryStack } from './registry-stack';
import { StateStack } from './state-stack';

export function addStacks(app: App, { settings, applications, images, contexts }: Project): void {
  new StateStack(app, STATE_STACK, settings);
  for (const application of applications) {
    const network = new NetworkStack(app, accountName(application, 'network'), settings, application);
    const registry = new RegistryStack(app, accountName(application, 'registry'), settings, application);
    const own = { settings, application, images, network, registry };
    const runs = new ApplicationStack(app, accountName(application), own);
    if (settings.build === 'docker') {
      const name = accountName(application, 'images');
      // It reads nothing of it, but its tasks need what is pushed.
      runs.addDependency(new ImagesStack(app, name, { settings, application, contexts, registry }));
    }
  }
}
