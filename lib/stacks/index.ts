/** Every stack of the project, in one cdktf app. */
import type { App } from 'cdktf';
import type { Project } from '../project';
import { STATE_STACK } from '../project';
import { accountName } from '../mesh/names';
import { ApplicationStack } from './application-stack';
import { NetworkStack } from './network-stack';
import { RegistryStack } from './registry-stack';
import { StateStack } from './state-stack';

export function addStacks(app: App, { settings, applications, images }: Project): void {
  new StateStack(app, STATE_STACK, settings);
  for (const application of applications) {
    const network = new NetworkStack(app, accountName(application, 'network'), settings, application);
    const registry = new RegistryStack(app, accountName(application, 'registry'), settings, application);
    new ApplicationStack(app, accountName(application), { settings, application, images, network, registry });
  }
}
