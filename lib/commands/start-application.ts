/** The application as its file says it now, with the weights that were set since. */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { inspectSettings, readContext, type Settings } from '../config';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { MeshError, type Problem, throwErrors } from '../mesh/problem';
import { validateApplication } from '../mesh/validate';
import { overrideWeights, type WeightOverride } from '../mesh/weights';
import { validateForEnvoy } from '../render/envoy';
import { applicationBroken } from './problems';
import { validateCounts } from './start-options';

export interface ReadRefs {
  readonly settings: Settings;
  readonly weights: readonly WeightOverride[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Throws every mistake that its Envoys could not be run with. Losses are of a deployment, and none here. */
export function readApplication(
  sources: readonly ApplicationSource[],
  name: string,
  { settings, weights, counts }: ReadRefs,
): MeshApplication {
  const declared = sources.map((source) => source.at({ stage: settings.stage }));
  const set = overrideWeights(overrideWeights(declared, settings.weights).applications, weights);
  const application = set.applications.find((each) => each.name === name);
  if (application === undefined) throw new Error(`bug: application ${name} has gone; please report`);
  throwErrors([...set.problems.map(asFlag), ...validateApplication(application)]);
  throwErrors([...validateForEnvoy(application), ...validateCounts(counts, application)]);
  return application;
}

export function readStartSettings(root: string): Settings {
  const { settings, problems } = inspectSettings({ context: readContext(root) });
  throwErrors(problems);
  return settings;
}

/** Anew from disk: whatever was loaded from the folder is forgotten, the rest of the project stays. */
export function loadAgain(root: string, application: string): ApplicationSource {
  const folder = join(root, 'services', application);
  const load = createRequire(__filename);
  for (const file of Object.keys(load.cache)) {
    if (file.startsWith(folder + sep)) Reflect.deleteProperty(load.cache, file);
  }
  try {
    const { default: source } = load(join(folder, 'application')) as { default: ApplicationSource };
    return source;
  } catch (error) {
    if (error instanceof MeshError) throw error;
    throw new MeshError([
      applicationBroken(application, error instanceof Error ? error.message : String(error)),
    ]);
  }
}

/** Weights that were not set by the setting of that name. */
function asFlag(problem: Problem): Problem {
  return { ...problem, where: problem.where.replace('setting MESH_WEIGHTS', 'npm run start > --set') };
}
