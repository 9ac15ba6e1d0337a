/** The weights of routes, in the form of `--set`: `color-service/default:red=100,blue=0`. */
import type { MeshApplication } from '../../mesh/application';

export function routeWeights({ services }: MeshApplication): string[] {
  return services.flatMap(({ name, routes }) =>
    routes.map(
      (route) =>
        `${name}/${route.name}:${route.targets.map(({ node, weight }) => `${node}=${weight}`).join(',')}`,
    ),
  );
}

/** Routes whose weights differ, with their new weights. */
export function changedWeights(before: MeshApplication, after: MeshApplication): string[] {
  const old = new Set(routeWeights(before));
  return routeWeights(after).filter((line) => !old.has(line));
}
