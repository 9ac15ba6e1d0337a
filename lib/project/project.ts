/** The whole project, checked: settings, applications of the stage, images, stacks. Every mistake is reported at once. */
import { inspectSettings, readContext, type Settings, type SettingsInput } from './settings';
import { type ApplicationSource, type MeshApplication, wholeOf } from '../mesh/application';
import { validateContainerRights } from '../mesh/runs/container-rights';
import { validateNamesAcross } from '../mesh/names';
import { formatProblem, MeshError, type Problem, throwErrors } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { validateApplication } from '../mesh/validate';
import { overrideWeights } from '../mesh/weights';
import { validateForTarget, validateTarget } from '../targets/validate-for-target';
import { sourcePath } from './sources';
import { chooseImages, type ChosenImages, type ImageChoices } from './images';
import { noticesFor } from './notices';
import { type ProviderLocks, readProviderLocks } from './provider-lock';
import { listStacks, type StackEntry } from './stack-list';
import { validateSwitch, validateSwitchOrder } from './target-before';

export interface Project {
  readonly settings: Settings;
  readonly applications: readonly MeshApplication[];
  readonly images: ImageChoices;
  /** What images are built from, by path of the source. */
  readonly contexts: ChosenImages['contexts'];
  readonly stacks: readonly StackEntry[];
  readonly providerLocks: ProviderLocks;
  /** Lines for stderr: notices and warnings, sorted. */
  readonly messages: readonly string[];
}

export interface ProjectInput {
  /** Folder of `cdktf.json` and `services/`. */
  readonly root: string;
  readonly sources: readonly ApplicationSource[];
  /** What was wrong with the list of them already, and is reported with the rest: see `listApplications`. @default [] */
  readonly problems?: readonly Problem[];
  readonly environment?: SettingsInput['environment'];
  /** For the command that writes the lock files: what is wrong with one is mended, not reported. @default - they are read */
  readonly withoutLocks?: true;
}

/** Declares no resource, writes no file. Throws a `MeshError` that holds every error. */
export function readProject({
  root,
  sources,
  problems: listed = [],
  environment,
  withoutLocks,
}: ProjectInput): Project {
  const { settings, problems: wrongSettings } = inspectSettings({
    context: readContext(root),
    ...(environment && { environment }),
  });
  const declared = declare(sources, settings.stage);
  const weighted = overrideWeights(declared.applications, settings.weights);
  const { applications } = weighted;
  const images = chooseImages(root, applications, settings.images);
  const pinned = withoutLocks ? { locks: {}, problems: [] } : readProviderLocks(root);
  const isWhole = [...listed, ...declared.problems].every(({ severity }) => severity === 'warning');
  const warnings = throwErrors([
    ...wrongSettings,
    ...validateTarget(settings.target),
    ...validateSwitch(settings),
    ...validateApplicationNames(sources),
    ...listed,
    ...declared.problems,
    ...applications.flatMap((application) =>
      place(application, sources.length, [
        ...check(application, settings),
        ...checkRights(application, images.choices, settings),
      ]),
    ),
    ...pinned.problems,
    ...validateNamesAcross(applications),
    ...validateStackNames(applications),
    // A setting may mean what could not be read.
    ...(isWhole ? weighted.problems : []),
    ...(isWhole ? images.problems : images.problems.filter(isOfDisk)),
  ]);
  const stacks = listStacks(applications, settings.build);
  return {
    settings,
    applications,
    images: images.choices,
    contexts: images.contexts,
    stacks,
    providerLocks: pinned.locks,
    messages: [...noticesFor(settings), ...warnings.map(formatWarning)],
  };
}

/** What has the form of an application, and what is wrong with the form of the others. */
function declare(sources: readonly ApplicationSource[], stage: string) {
  const applications: MeshApplication[] = [];
  const found: (readonly Problem[])[] = [];
  for (const source of sources) {
    try {
      applications.push(source.at({ stage }));
    } catch (error) {
      if (!(error instanceof MeshError)) throw error;
      found.push(place(source, sources.length, error.problems));
    }
  }
  return { applications, problems: found.flat() };
}

/** The target is asked only about a sound application: its renderers may rely on what validation promises. */
function check(application: MeshApplication, { target, targetBefore, accept }: Settings): Problem[] {
  const found = validateApplication(application);
  if (found.some(({ severity }) => severity === 'error')) return found;
  return [
    ...found,
    ...validateForTarget(target, application).filter(({ code }) => !accept.includes(code)),
    // A warning, since another application of the project may be the one that is switched.
    ...validateSwitchOrder(application, targetBefore).map((problem) => ({
      ...problem,
      severity: 'warning' as const,
    })),
  ];
}

/** What a container may depends on whether its image is built here. */
function checkRights(
  { name, nodes }: MeshApplication,
  choices: ImageChoices,
  { target, accept }: Settings,
): Problem[] {
  const isForeign = (source: string): boolean => {
    const choice = choices.get(sourcePath(name, source));
    return choice?.kind === 'reference' && choice.isForeign;
  };
  return validateContainerRights(nodes, { target, isForeign }).filter(({ code }) => !accept.includes(code));
}

/** With several applications, every place begins with the application's name, but for one in a file. */
function place({ name }: { readonly name: string }, count: number, found: readonly Problem[]): Problem[] {
  const prefix = wholeOf(name);
  return found.map((problem) =>
    count === 1 || problem.where.startsWith(prefix) || problem.code === 'application-broken'
      ? problem
      : { ...problem, where: `${prefix} > ${problem.where}` },
  );
}

function validateApplicationNames(sources: readonly ApplicationSource[]): Problem[] {
  const names = sources.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => problems.applicationTwice(name));
}

/** Application `shop-network` has the name of a stack of application `shop`; so may a stack that `shop` names itself. */
function validateStackNames(applications: readonly MeshApplication[]): Problem[] {
  const owners = new Map<string, StackEntry>();
  const found: Problem[] = [];
  // With all that a setting can add: names must not begin to clash when it changes.
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

/** An application that is listed twice, and a stack that its application may not name so. */
function isReportedElsewhere(one: StackEntry, other: StackEntry): boolean {
  if (one.application === other.application) return other.part !== 'services';
  return one.application?.name === other.application?.name;
}

const say = (application: MeshApplication | undefined) => wholeOf(application?.name);

const isOfDisk = ({ code }: Problem) => code !== 'image-source-unknown';

const formatWarning = (problem: Problem): string => `warning: ${formatProblem(problem)}`;
