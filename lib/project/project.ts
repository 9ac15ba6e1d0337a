/** The whole project, checked: settings, applications of the stage, images, stacks. Every mistake is reported at once. */
import { type MeshApplication, wholeOf } from '../mesh/application';
import { type Problem, throwErrors } from '../mesh/checks/problem';
import { warning } from '../mesh/checks/problems/factory';
import { problems } from '../mesh/checks/problems';
import type { MeshNode } from '../mesh/node';
import { validateNamesAcross } from '../mesh/validate-names';
import type { Origin } from '../mesh/runs/origin';
import { validateContainerRights } from '../mesh/runs/container-rights';
import { validatePinned } from '../mesh/runs/image-reference';
import { validateApplication } from '../mesh/validate';
import { builtTarget } from '../targets';
import { validateForTarget } from '../targets/validate-for-target';
import { type ImageChoices, namedImages } from './image-choices';
import { tagImages, type TaggedImages } from './images';
import { noticesFor } from './notices';
import { type ProviderLocks, readProviderLocks } from './provider-lock';
import { formatWarning, readApplications, type ReadInput } from './read-application';
import { placeIn } from './declare-applications';
import type { Settings } from './settings';
import { sourcePath } from './sources';
import { validateSharedNetworks } from './shared-networks';
import { listStacks, type StackEntry } from './stack-list';
import { validateSwitchOrder } from './target-before';
import { validateWithoutInternet } from './without-internet';

export interface Project {
  readonly settings: Settings;
  readonly applications: readonly MeshApplication[];
  readonly images: ImageChoices;
  /** The build contexts of images, by path of the source. */
  readonly contexts: TaggedImages['contexts'];
  readonly stacks: readonly StackEntry[];
  readonly providerLocks: ProviderLocks;
  /** Lines for stderr: notices and warnings, sorted. */
  readonly messages: readonly string[];
}

export interface ProjectInput extends ReadInput {
  /** For the command that writes lock files, which repairs a wrong one. @default - they are read */
  readonly withoutLocks?: true;
}

/** Declares no resource and writes no file. Throws a `MeshError` with every error. */
export function readProject({ withoutLocks, ...input }: ProjectInput): Project {
  const { root, sources } = input;
  const read = readApplications(input);
  const { settings, applications } = read;
  const images = tagImages(root, read.images);
  const pinned = withoutLocks ? { locks: {}, problems: [] } : readProviderLocks(root);
  const warnings = throwErrors([
    ...read.problems,
    ...applications.flatMap((application) =>
      placeIn(application, sources.length, [
        ...validateForDeployment(application, settings),
        ...checkImages(application, images.choices, settings),
        ...validateWithoutInternet(application, images.choices, settings).filter(
          ({ code }) => !settings.accept.includes(code),
        ),
      ]),
    ),
    ...pinned.problems,
    // Tests of routes read an application without the owner of its network. Stacks need the owner.
    ...(input.isPart ? validateSharedNetworks(applications) : []),
    ...validateNamesAcross(applications),
    ...validateStackNames(applications),
    ...images.problems,
  ]);
  return {
    settings,
    applications,
    images: images.choices,
    contexts: images.contexts,
    stacks: listStacks(applications, settings.build),
    providerLocks: pinned.locks,
    messages: [...noticesFor(settings), ...warnings.map(formatWarning)],
  };
}

/** Messages of the project without the warnings of applications to which none of these stacks belongs. */
export function messagesFor(
  { messages, applications }: Pick<Project, 'messages' | 'applications'>,
  stacks: readonly StackEntry[],
): readonly string[] {
  const others = applications.filter(({ name }) =>
    stacks.every(({ application }) => application?.name !== name),
  );
  const beginnings = others.map(({ name }) => `warning: ${wholeOf(name)}`);
  return messages.filter((line) => !beginnings.some((beginning) => line.startsWith(beginning)));
}

/** The target checks only an application without an error: its renderers rely on the results of validation. */
function validateForDeployment(
  application: MeshApplication,
  { target, targetBefore, accept, quotas }: Settings,
): Problem[] {
  const found = validateApplication(application, quotas);
  if (found.some(({ severity }) => severity === 'error')) return found;
  return [
    ...found,
    ...validateForTarget(target, application, quotas).filter(({ code }) => !accept.includes(code)),
    // A warning, since another application of the project may be the one that is switched.
    ...validateSwitchOrder(application, targetBefore).map(warning),
  ];
}

/** The rights of a container depend on whether its image is built here, and only a digest says what such an image is. */
function checkImages(
  { name, nodes }: MeshApplication,
  choices: ImageChoices,
  { target, accept }: Settings,
): Problem[] {
  const isForeign = (origin: Origin): boolean => {
    if ('image' in origin) return true;
    const choice = choices.get(sourcePath(name, origin.source));
    return choice?.kind === 'reference' && choice.isForeign;
  };
  const isIntercepted = (node: Pick<MeshNode, 'interception'>) =>
    builtTarget(target)?.isIntercepted(node) ?? false;
  return [
    ...validateContainerRights(nodes, { isIntercepted, isForeign }),
    ...validatePinned(namedImages({ nodes })),
  ].filter(({ code }) => !accept.includes(code));
}

/**
 * Application `shop-network` has the name of a stack of application `shop`. So may a stack that `shop` itself declares.
 */
function validateStackNames(applications: readonly MeshApplication[]): Problem[] {
  const owners = new Map<string, StackEntry>();
  const found: Problem[] = [];
  // With all stacks that a setting can add: names must not become equal when a setting changes.
  for (const entry of listStacks(applications, 'docker')) {
    const other = owners.get(entry.name);
    if (other !== undefined && !isReportedElsewhere(entry, other))
      found.push(
        problems.accountNameTwice(say(entry.application), 'stack', entry.name, say(other.application)),
      );
    owners.set(entry.name, entry);
  }
  return found;
}

/** Problems of an application that is listed twice, and of a stack with a name that its application may not use. */
function isReportedElsewhere(one: StackEntry, other: StackEntry): boolean {
  if (one.application === other.application) return other.part !== 'services';
  return one.application?.name === other.application?.name;
}

const say = (application: MeshApplication | undefined) => wholeOf(application?.name);
