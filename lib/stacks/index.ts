/** Every stack of the project's list, in one cdktf app. */
import type { App } from 'cdktf';
import { livingIn, type Project, type ProviderLocks, providerOf, type StackEntry } from '../project';
import { ApplicationStack } from './application-stack';
import { ImagesStack } from './images-stack';
import { existingNetwork, type NetworkSource } from './network-source';
import { NetworkStack } from './network-stack';
import type { MeshStack } from './parts/mesh-stack';
import { RegistryStack } from './registry-stack';
import type { ServicesStackProps } from './services';
import { ServicesStack } from './services-stack';
import { StateStack } from './state-stack';

/** The project, and its stacks that stand already: those before an entry in the list. */
interface Standing {
  readonly project: Project;
  readonly made: MadeStacks;
}

/** By name of the stack. */
export type MadeStacks = ReadonlyMap<string, MeshStack>;

/** @param pins versions that the stacks are bound to @default - any that understands the JSON */
export function addStacks(app: App, project: Project, pins: ProviderLocks = {}): MadeStacks {
  const made = new Map<string, MeshStack>();
  for (const entry of project.stacks) {
    const stack = addStack(app, entry, { project, made });
    const provider = providerOf(entry);
    const { [provider]: lock } = pins;
    if (lock !== undefined) stack.requireProvider(provider, lock.version);
    made.set(entry.name, stack);
  }
  return made;
}

function addStack(app: App, entry: StackEntry, standing: Standing): MeshStack {
  const { name, part } = entry;
  const { settings, contexts } = standing.project;
  switch (part) {
    case 'state':
      return new StateStack(app, name, settings);
    case 'network':
      return new NetworkStack(app, name, { settings, ...owning(entry, standing) });
    case 'registry':
      return new RegistryStack(app, name, settings, applicationOf(entry));
    case 'images': {
      const registry = needed(RegistryStack, entry, standing);
      return new ImagesStack(app, name, { settings, application: applicationOf(entry), contexts, registry });
    }
    case 'application':
    case 'platform':
      return afterImages(new ApplicationStack(app, name, servicesProps(entry, standing)), entry, standing);
    case 'services': {
      const platform = needed(ApplicationStack, entry, standing);
      const stack = new ServicesStack(app, name, servicesProps(entry, standing), platform);
      return afterImages(stack, entry, standing);
    }
  }
}

function servicesProps(entry: StackEntry, standing: Standing): ServicesStackProps {
  const { settings, images } = standing.project;
  const { content } = entry;
  if (content === undefined) throw missing(entry, 'content');
  const registry = read(RegistryStack, entry, standing);
  return {
    settings,
    application: applicationOf(entry),
    content,
    images,
    network: networkOf(entry, standing),
    ...(registry && { registry }),
  };
}

function networkOf(entry: StackEntry, standing: Standing): NetworkSource {
  const { network } = applicationOf(entry);
  return network.kind === 'existing' ? existingNetwork(network) : needed(NetworkStack, entry, standing);
}

/** It reads nothing of the stack that builds images, but its tasks need what that one pushes. */
function afterImages(
  stack: MeshStack,
  { application, runsImages }: StackEntry,
  { project, made }: Standing,
): MeshStack {
  const images = project.stacks.find((each) => each.part === 'images' && each.application === application);
  const built = images && made.get(images.name);
  if (runsImages && built) stack.addDependency(built);
  return stack;
}

type Kind<Stack extends MeshStack> = abstract new (...given: never[]) => Stack;

/** The stack of this kind among those that the entry reads. */
function read<Stack extends MeshStack>(
  kind: Kind<Stack>,
  { reads }: StackEntry,
  { made }: Standing,
): Stack | undefined {
  return reads.map((name) => made.get(name)).find((stack): stack is Stack => stack instanceof kind);
}

function needed<Stack extends MeshStack>(kind: Kind<Stack>, entry: StackEntry, standing: Standing): Stack {
  const stack = read(kind, entry, standing);
  if (stack === undefined) throw missing(entry, kind.name);
  return stack;
}

function applicationOf(entry: StackEntry) {
  if (entry.application === undefined) throw missing(entry, 'application');
  return entry.application;
}

function owning(entry: StackEntry, { project }: Standing) {
  const application = applicationOf(entry);
  const { network } = application;
  if (network.kind !== 'own') throw missing(entry, 'a network of its own');
  return { application, network, guests: livingIn(project.applications, application) };
}

const missing = ({ name }: StackEntry, what: string) =>
  new Error(`bug: stack ${name} is listed without ${what}; please report`);
