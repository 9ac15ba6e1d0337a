/** Every stack of the project, in one cdktf app. */
import type { App } from 'cdktf';
import { MeshStack } from './parts/mesh-stack';
import { accountName } from '../mesh/names';
import type { MeshApplication } from '../mesh/application';
import { partsOf } from '../mesh/stack-parts';
import { type Project, type ProviderLocks, STATE_STACK } from '../project';
import { ApplicationStack } from './application-stack';
import { ImagesStack } from './images-stack';
import { NetworkStack } from './network-stack';
import { RegistryStack } from './registry-stack';
import { ServicesStack } from './services-stack';
import { StateStack } from './state-stack';

/** @param pins versions that the stacks are bound to @default - any that understands the JSON */
export function addStacks(app: App, project: Project, pins: ProviderLocks = {}): void {
  new StateStack(app, STATE_STACK, project.settings);
  for (const application of project.applications) addApplication(app, project, application);
  for (const stack of app.node.children) if (stack instanceof MeshStack) pin(stack, pins);
}

function pin(stack: MeshStack, pins: ProviderLocks): void {
  const name = stack instanceof ImagesStack ? 'docker' : 'aws';
  const { [name]: lock } = pins;
  if (lock !== undefined) stack.requireProvider(name, lock.version);
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
  const shared = { settings, application, images, network, registry };
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
