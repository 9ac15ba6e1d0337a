/** The application as its file says it now, with the weights that were set since. */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { inspectSettings, readContext, type Settings } from '../config';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { MeshError, type Problem, throwErrors } from '../mesh/problem';
import { problems } from '../mesh/problems';
import { validateApplication } from '../mesh/validate';
import { overrideWeights, type WeightOverride } from '../mesh/weights';
import { loadProblems } from '../project';
import { validateForEnvoy } from '../render/envoy';
import type { HostPort } from '../render/envoy/address';
import { validateCounts, validateExternals } from './start-nodes';

export interface ReadRefs {
  readonly settings: Settings;
  readonly weights: readonly WeightOverride[];
  readonly counts: ReadonlyMap<string, number>;
  readonly externals: ReadonlyMap<string, HostPort>;
}

/** Throws every mistake that its Envoys could not be run with. Losses are of a deployment, and none here. */
export function readApplication(
  sources: readonly ApplicationSource[],
  name: string,
  { settings, weights, counts, externals }: ReadRefs,
): MeshApplication {
  const declared = sources.map((source) => source.at({ stage: settings.stage }));
  const { applications } = overrideWeights(declared, settings.weights);
  // Of the one that runs alone: weights of another would change nothing.
  const own = applications.filter((each) => each.name === name);
  const set = overrideWeights(own, weights);
  const [application] = set.applications;
  if (application === undefined) throw new Error(`bug: application ${name} has gone; please report`);
  throwErrors([...set.problems.map(asFlag), ...validateApplication(application)]);
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

/** Weights that were not set by the setting of that name. */
function asFlag(problem: Problem): Problem {
  return { ...problem, where: problem.where.replace('setting MESH_WEIGHTS', 'npm run start > --set') };
}
