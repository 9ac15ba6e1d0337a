/** Every stack of the project, in one cdktf app. */
import type { App } from 'cdktf';
import { lookupIn } from '../mesh/lookup';
import { accountName } from '../mesh/names';
import type { MeshApplication } from '../mesh/application';
import { partsOf } from '../mesh/stacks';
import { type Project, STATE_STACK } from '../project';
import { ApplicationStack } from './application-stack';
import { ImagesStack } from './images-stack';
import { NetworkStack } from './network-stack';
import { RegistryStack } from './registry-stack';
import { ServicesStack } from './services-stack';
import { StateStack } from './state-stack';

export function addStacks(app: App, project: Project): void {
  new StateStack(app, STATE_STACK, project.settings);
  for (const application of project.applications) addApplication(app, project, application);
}

function addApplication(
  app: App,
  { settings, images, contexts }: Project,
  application: MeshApplication,
): void {
  const network = new NetworkStack(app, accountName(application, 'network'), settings, application);
  const registry = new RegistryStack(app, accountName(application, 'registry'), settings, application);
  const built =
    settings.build === 'docker'
      ? new ImagesStack(app, accountName(application, 'images'), {
          settings,
          application,
          contexts,
          registry,
        })
      : undefined;
  const shared = { settings, application, images, network, registry, lookup: lookupIn(application) };
  const [first, ...others] = partsOf(application);
  if (first === undefined) throw new Error('bug: an application without a stack; please report');
  const name = (stack: string | undefined) =>
    accountName(application, ...(stack === undefined ? [] : [stack]));
  const platform = new ApplicationStack(app, name(first.stack), { ...shared, part: first });
  const runs = [
    ...(first.nodes.length > 0 ? [platform] : []),
    ...others.map((part) => new ServicesStack(app, name(part.stack), { ...shared, part }, platform)),
  ];
  // They read nothing of it, but their tasks need what is pushed.
  if (built !== undefined) runs.forEach((stack) => stack.addDependency(built));
}
