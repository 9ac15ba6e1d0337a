/**
 * Reads applications for one stage, with the weights and images of the settings. Synth, `npm start`, `explain` and the
 * test tools read with it, so all of them report the same mistakes. It loads no construct, and reads no source folder.
 */
import { type ApplicationSource, type MeshApplication } from '../mesh/application';
import { formatProblem, MeshError, type Problem, throwErrors } from '../mesh/checks/problem';
import { validateApplication } from '../mesh/validate';
import { overrideWeights } from '../mesh/weights';
import { validateTarget } from '../targets/validate-for-target';
import { chooseImages, type ChosenImages } from './image-choices';
import { applicationUnknown } from './problems';
import { inspectSettings, readContext, type Settings, type SettingsInput } from './settings';
import { declare, placeIn, validateApplicationNames } from './declare-applications';
import { validateSharedListeners } from './shared-listeners';
import { joinNetworks, validateSharedNetworks } from './shared-networks';
import { validateSwitch } from './target-before';

export interface ReadInput {
  /** Folder of `cdktf.json` and `services/`. */
  readonly root: string;
  readonly sources: readonly ApplicationSource[];
  /** Problems of the list of applications, to be reported with the others: see `listApplications`. @default [] */
  readonly problems?: readonly Problem[];
  /** @default process.env */
  readonly environment?: SettingsInput['environment'];
  /**
   * `sources` are only some of the project's applications, so weights and images in `cdktf.json` may belong to another
   * one.
   * @default - they are all
   */
  readonly isPart?: true;
}

export interface ReadApplications {
  readonly settings: Settings;
  /** As their files declare them. An application with a mistake in its form is missing. */
  readonly declared: readonly MeshApplication[];
  /** The same applications with the weights of the settings. */
  readonly applications: readonly MeshApplication[];
  readonly images: ChosenImages;
  /** Problems of the settings, of the list and of the form of applications, but not of the content of an application. */
  readonly problems: readonly Problem[];
}

/** All applications. Throws only if `cdktf.json` cannot be read. */
export function readApplications(input: ReadInput): ReadApplications {
  const { root, sources, problems: listed = [], environment } = input;
  const { settings, problems: wrongSettings } = inspectSettings({
    context: readContext(root),
    ...(environment && { environment }),
  });
  const { declared: alone, problems: wrongForms } = declare(sources, settings.stage);
  const declared = joinNetworks(alone);
  const { applications, problems: wrongWeights } = overrideWeights(declared, settings.weights);
  const images = chooseImages(applications, settings.images);
  // A setting may name an application that cannot be read.
  const isWhole = ![...listed, ...wrongForms].some(isError);
  return {
    settings,
    declared,
    applications,
    images,
    problems: [
      ...wrongSettings,
      ...validateTarget(settings.target),
      ...validateSwitch(settings),
      ...validateApplicationNames(sources),
      ...listed,
      ...wrongForms,
      ...(isWhole && !input.isPart ? validateSharedNetworks(declared) : []),
      ...(isWhole ? validateSharedListeners(declared) : []),
      ...(isWhole ? [...wrongWeights, ...images.problems].filter(concerns(input)) : []),
    ],
  };
}

export interface ReadApplication {
  readonly settings: Settings;
  /** As its file declares it. */
  readonly declared: MeshApplication;
  /** The same with the weights of the settings. It is checked and has no error. */
  readonly application: MeshApplication;
  /** One line each, sorted by place. */
  readonly warnings: readonly string[];
}

export interface ReadOneInput extends ReadInput {
  /** @default - the first one */
  readonly name?: string;
  /** The command that needs it, as messages name it: `npm start`. */
  readonly asker: string;
}

/** One application by its name. Throws a `MeshError` with every error of the settings, of the list and of this application. */
export function readApplication(input: ReadOneInput): ReadApplication {
  const { sources, name = sources[0]?.name } = input;
  const { settings, declared, applications, problems: found } = readApplications(input);
  const application = applications.find((each) => each.name === name);
  const asDeclared = declared.find((each) => each.name === name);
  if (application === undefined || asDeclared === undefined)
    throw new MeshError([...found.filter(isError), ...validateName(input)]);
  const own = placeIn(application, sources.length, validateApplication(application, settings.quotas));
  const warnings = throwErrors([...found, ...own]).map(formatWarning);
  return { settings, declared: asDeclared, application, warnings };
}

/** No problem if the application is listed, or if the list cannot be read: then other problems say why it is missing. */
function validateName({ sources, problems: listed = [], name, asker }: ReadOneInput): Problem[] {
  const known = sources.map((source) => source.name);
  const isExplained = known.some((each) => each === (name ?? known[0])) || listed.some(isError);
  return isExplained ? [] : [applicationUnknown(asker, name ?? '', known)];
}

const isError = ({ severity }: Problem) => severity === 'error';

export const formatWarning = (problem: Problem): string => `warning: ${formatProblem(problem)}`;

/** False for weights and images of `cdktf.json` that belong to an application which is not read. */
function concerns({ isPart, environment = {} }: ReadInput): (problem: Problem) => boolean {
  if (!isPart) return () => true;
  const isSaid = (variable: string) => (environment[variable] ?? '').trim() !== '';
  return ({ code }) =>
    (code !== 'weights-route-unknown' || isSaid('MESH_WEIGHTS')) &&
    (code !== 'image-source-unknown' || isSaid('MESH_IMAGES'));
}
