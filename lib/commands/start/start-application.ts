/** The application as its file declares it now, with the weights that were set since the start. */
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { ApplicationSource, MeshApplication } from '../../mesh/application';
import { MeshError, throwErrors } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { hostedByReference } from '../../mesh/surroundings/external-host';
import { validateApplication } from '../../mesh/validate';
import { loadProblems, type ReadApplication } from '../../project';
import { validateForEnvoy } from '../../targets/envoy';
import { addSaid, applySaid, type SaidWeights, weightsIn } from '../options/weight-options';
import { validateCounts, validateExternalPlaces } from '../options/node-options';
import type { StartOptions } from '../options/start-options';

type Choices = Pick<StartOptions, 'counts' | 'externals'>;

/** The weights that the setting and the option set. */
export function saidAtStart(
  { declared: file, settings }: Pick<ReadApplication, 'declared' | 'settings'>,
  options: Pick<StartOptions, 'weights'>,
): readonly SaidWeights[] {
  // The setting may name routes of other applications, which do not run here.
  const own = settings.weights.filter(
    (each) => (each.application ?? file.name) === file.name && weightsIn(file, each) !== '',
  );
  const bySetting = addSaid([], { overrides: own, by: 'setting MESH_WEIGHTS' }, file);
  return addSaid(bySetting, { overrides: options.weights, by: 'npm start > --set' }, file);
}

/** Throws every mistake that its Envoys cannot run with. Losses of a target concern deployments only. */
export function checkSaid(
  file: MeshApplication,
  said: readonly SaidWeights[],
  { counts, externals }: Choices,
): MeshApplication {
  const { application, problems: ofWeights } = applySaid(file, said);
  throwErrors([...ofWeights, ...validateApplication(application)]);
  const here = withHosts(application, externals);
  throwErrors([
    ...validateForEnvoy(here),
    ...validateCounts(counts, application),
    ...validateExternalPlaces(externals, application),
  ]);
  return here;
}

/** A host that only a plan finds has no meaning here, so `--external` must name another. */
function withHosts(application: MeshApplication, externals: StartOptions['externals']): MeshApplication {
  if (hostedByReference(application.externals).length === 0) return application;
  const all = application.externals.map((external) =>
    typeof external.host === 'string'
      ? external
      : { ...external, host: externals.get(external.name)?.host ?? external.host },
  );
  return { ...application, externals: all };
}

/** Reads the file again: modules of the application's folder are loaded anew, the rest of the project stays loaded. */
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

/** An error thrown by a user's code is the user's mistake, not a bug of ours. */
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
