/** The application as its file says it now, with the weights that were set since. */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { inspectSettings, readContext, type Settings } from '../../project/settings';
import type { ApplicationSource, MeshApplication } from '../../mesh/application';
import { MeshError, throwErrors } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { validateApplication } from '../../mesh/validate';
import { overrideWeights } from '../../mesh/weights';
import { loadProblems } from '../../project';
import { validateForEnvoy } from '../../targets/envoy';
import { addSaid, applySaid, type SaidWeights, weightsIn } from '../options/weight-options';
import { validateCounts, validateExternals } from '../options/node-options';
import type { StartOptions } from '../options/start-options';

type Choices = Pick<StartOptions, 'counts' | 'externals'>;

/** The application with the weights of the setting and the option, and these weights. */
export function readStart(
  sources: readonly ApplicationSource[],
  name: string,
  { settings, options }: { readonly settings: Settings; readonly options: StartOptions },
): { readonly application: MeshApplication; readonly said: readonly SaidWeights[] } {
  const declared = sources.map((source) => source.at({ stage: settings.stage }));
  throwErrors(overrideWeights(declared, settings.weights).problems);
  const file = readFileOf(sources, name, settings.stage);
  // Of the one that runs alone: weights of another would change nothing.
  const own = settings.weights.filter(
    (each) => (each.application ?? name) === name && weightsIn(file, each) !== '',
  );
  const bySetting = addSaid([], { overrides: own, by: 'setting MESH_WEIGHTS' }, file);
  const said = addSaid(bySetting, { overrides: options.weights, by: 'npm start > --set' }, file);
  return { application: checkSaid(file, said, options), said };
}

/** As its file has it. */
export function readFileOf(
  sources: readonly ApplicationSource[],
  name: string,
  stage: string,
): MeshApplication {
  const source = sources.find((each) => each.name === name);
  if (source === undefined) throw new Error(`bug: application ${name} has gone; please report`);
  return source.at({ stage });
}

/** Throws every mistake that its Envoys could not be run with. Losses are of a deployment, and none here. */
export function checkSaid(
  file: MeshApplication,
  said: readonly SaidWeights[],
  { counts, externals }: Choices,
): MeshApplication {
  const { application, problems: ofWeights } = applySaid(file, said);
  throwErrors([...ofWeights, ...validateApplication(application)]);
  throwErrors([
    ...validateForEnvoy(application),
    ...validateCounts(counts, application),
    ...validateExternals(externals, application),
  ]);
  return application;
}

export function readStartSettings(root: string): Settings {
  const { settings, problems: wrong } = inspectSettings({ context: readContext(root) });
  throwErrors(wrong);
  return settings;
}

/** Anew from disk: whatever was loaded from the folder is forgotten, the rest of the project stays. */
export function loadAgain(root: string, application: string): ApplicationSource {
  const folder = join(root, 'services', application);
  const load = createRequire(__filename);
  for (const file of Object.keys(load.cache)) {
    if (file.startsWith(folder + sep)) Reflect.deleteProperty(load.cache, file);
  }
  const { default: source } = inWords(root, application, () => load(join(folder, 'application'))) as {
    readonly default?: Partial<ApplicationSource>;
  };
  const { name, at } = source ?? {};
  if (at === undefined) throw broken(application, 'it exports no application by default');
  if (name !== application) throw broken(application, `it is application ${JSON.stringify(name)} now`);
  return { name, at };
}

/** What a user's code throws is a mistake in it, and none of ours. */
function inWords<T>(root: string, application: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new MeshError(loadProblems(root, error, `services/${application}/application.ts`));
  }
}

function broken(application: string, reason: string): MeshError {
  return new MeshError([problems.applicationBroken(`services/${application}/application.ts`, reason)]);
}
