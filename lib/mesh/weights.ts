/** Weights that replace those of the application at synth: so a canary moves without an edit. */
import { freeze } from './complete-application';
import type { MeshApplication } from './application';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import type { MeshRoute } from './route';
import { quote } from './checks/value-text';

export interface WeightOverride {
  /** @default - the one application that has such a service */
  readonly application?: string;
  readonly service: string;
  readonly route: string;
  /** By node. Targets that are left out keep weight 0. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The applications with the overrides applied. An override that matches no application, several, or no target is a
 * problem.
 */
export function overrideWeights(
  applications: readonly MeshApplication[],
  overrides: readonly WeightOverride[],
): { readonly applications: readonly MeshApplication[]; readonly problems: readonly Problem[] } {
  const found: Problem[] = [];
  let current = applications;
  for (const override of overrides) {
    const path = pathOf(override, override.application);
    const where = `setting MESH_WEIGHTS > ${quote(path)}`;
    const fits = current.filter((application) => findRoute(application, override) !== undefined);
    const [only] = fits;
    const route = only && findRoute(only, override);
    if (only === undefined || route === undefined) {
      found.push(problems.weightsRouteUnknown(where, path, routePaths(applications, override)));
    } else if (fits.length > 1) {
      found.push(
        problems.weightsAmbiguous(
          where,
          path,
          fits.map(({ name }) => name),
        ),
      );
    } else {
      const known = route.targets.map(({ node }) => node);
      const strange = Object.keys(override.weights).filter((node) => !known.includes(node));
      found.push(...strange.map((node) => problems.weightsTargetUnknown(where, node, known)));
      // An incomplete override sums to nothing, which would be a second problem for one mistake.
      if (strange.length === 0)
        current = current.map((application) =>
          application === only ? withWeights(application, override) : application,
        );
    }
  }
  return { applications: current, problems: found };
}

function findRoute(application: MeshApplication, override: WeightOverride): MeshRoute | undefined {
  if (override.application !== undefined && override.application !== application.name) return undefined;
  const service = application.services.find(({ name }) => name === override.service);
  return service?.routes.find(({ name }) => name === override.route);
}

function withWeights(
  application: MeshApplication,
  { service, route, weights }: WeightOverride,
): MeshApplication {
  const reweigh = (current: MeshRoute): MeshRoute => ({
    ...current,
    targets: current.targets.map((target) => ({
      ...target,
      weight: Object.hasOwn(weights, target.node) ? (weights[target.node] ?? 0) : 0,
    })),
  });
  const services = application.services.map((current) =>
    current.name === service
      ? { ...current, routes: current.routes.map((one) => (one.name === route ? reweigh(one) : one)) }
      : current,
  );
  return freeze({ ...application, services });
}

/** Every route that could be meant, in the form that the override uses: with or without the application. */
function routePaths(
  applications: readonly MeshApplication[],
  { application: named }: WeightOverride,
): string[] {
  const paths = applications.flatMap(({ name: application, services }) =>
    services.flatMap(({ name: service, routes }) =>
      routes.map((route) =>
        pathOf({ service, route: route.name }, named === undefined ? undefined : application),
      ),
    ),
  );
  return [...new Set(paths)];
}

function pathOf({ service, route }: Pick<WeightOverride, 'service' | 'route'>, application?: string): string {
  return [application, service, route].filter((part) => part !== undefined).join('/');
}
