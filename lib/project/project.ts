/** The whole project, checked: settings, applications of the stage, images, stacks. Every mistake is reported at once. */
import { inspectSettings, readContext, type Settings, type SettingsInput } from '../config';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { formatProblem, type Problem, throwErrors } from '../mesh/problem';
import { problems } from '../mesh/problems';
import { validateApplication } from '../mesh/validate';
import { overrideWeights } from '../mesh/weights';
import { validateForTarget, validateTarget } from '../render/targets';
import { chooseImages, type ImageChoices } from './images';
import { noticesFor } from './notices';
import { listStacks, type StackEntry } from './stack-list';

export interface Project {
  readonly settings: Settings;
  readonly applications: readonly MeshApplication[];
  readonly images: ImageChoices;
  readonly stacks: readonly StackEntry[];
  /** Lines for stderr: notices and warnings, sorted. */
  readonly messages: readonly string[];
}

export interface ProjectInput {
  /** Folder of `cdktf.json` and `services/`. */
  readonly root: string;
  readonly sources: readonly ApplicationSource[];
  readonly environment?: SettingsInput['environment'];
}

/** Declares no resource, writes no file. Throws a `MeshError` that holds every error. */
export function readProject({ root, sources, environment }: ProjectInput): Project {
  const { settings, problems: wrongSettings } = inspectSettings({
    context: readContext(root),
    ...(environment && { environment }),
  });
  const declared = sources.map((source) => source.at({ stage: settings.stage }));
  const weighted = overrideWeights(declared, settings.weights);
  const { applications } = weighted;
  const images = chooseImages(root, applications, settings.images);
  const warnings = throwErrors([
    ...wrongSettings,
    ...validateTarget(settings.target),
    ...validateApplicationNames(sources),
    ...weighted.problems,
    ...applications.flatMap((application) =>
      place(application, applications.length, check(application, settings)),
    ),
    ...images.problems,
  ]);
  const stacks = listStacks(applications);
  return {
    settings,
    applications,
    images: images.choices,
    stacks,
    messages: [...noticesFor(settings), ...warnings.map(formatWarning)],
  };
}

/** The target is asked only about a sound application: its renderers may rely on what validation promises. */
function check(application: MeshApplication, { target, accept }: Settings): Problem[] {
  const found = validateApplication(application);
  if (found.some(({ severity }) => severity === 'error')) return found;
  return [...found, ...validateForTarget(target, application).filter(({ code }) => !accept.includes(code))];
}

/** With several applications, every place begins with the application's name. */
function place(application: MeshApplication, count: number, found: readonly Problem[]): Problem[] {
  const prefix = `application ${JSON.stringify(application.name)}`;
  return found.map((problem) =>
    count === 1 || problem.where.startsWith(prefix)
      ? problem
      : { ...problem, where: `${prefix} > ${problem.where}` },
  );
}

function validateApplicationNames(sources: readonly ApplicationSource[]): Problem[] {
  const names = sources.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => problems.applicationTwice(name));
}

const formatWarning = (problem: Problem): string => `warning: ${formatProblem(problem)}`;
