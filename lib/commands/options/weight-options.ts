/**
 * Weights that do not come from the file: from a setting, an option, a typed line. For each route the latest one counts.
 */
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { overrideWeights, type WeightOverride } from '../../mesh/weights';

export interface SaidWeights {
  readonly override: WeightOverride;
  /** The source of the weights, as messages name it: `npm start > --set`, `line "set …"`. */
  readonly by: string;
  /** The route's weights in the file at that time. */
  readonly file: string;
}

export interface Saying {
  readonly overrides: readonly WeightOverride[];
  readonly by: string;
}

/** `color-service/default` */
export function pathOf({ service, route }: Pick<WeightOverride, 'service' | 'route'>): string {
  return `${service}/${route}`;
}

/** `color-service/default:red=50,blue=50 (npm start > --set)` */
export function describeSaid({ override, by }: SaidWeights): string {
  const weights = Object.entries(override.weights).map(([node, weight]) => `${node}=${weight}`);
  return `${pathOf(override)}:${weights.join(',')} (${by})`;
}

/** `file` is the application as its file has it. */
export function addSaid(
  before: readonly SaidWeights[],
  { overrides, by }: Saying,
  file: MeshApplication,
): readonly SaidWeights[] {
  const paths = overrides.map(pathOf);
  return [
    ...before.filter(({ override }) => !paths.includes(pathOf(override))),
    ...overrides.map((override) => ({ override, by, file: weightsIn(file, override) })),
  ];
}

/** If the file has changed its weights since then, the file counts. */
export function splitByFile(
  said: readonly SaidWeights[],
  file: MeshApplication,
): { readonly held: readonly SaidWeights[]; readonly over: readonly SaidWeights[] } {
  const holds = (each: SaidWeights) => weightsIn(file, each.override) === each.file;
  return { held: said.filter(holds), over: said.filter((each) => !holds(each)) };
}

export function isOtherThan(said: SaidWeights, file: MeshApplication): boolean {
  const { application } = applySaid(file, [said]);
  return weightsIn(application, said.override) !== weightsIn(file, said.override);
}

export function applySaid(
  file: MeshApplication,
  said: readonly SaidWeights[],
): { readonly application: MeshApplication; readonly problems: readonly Problem[] } {
  let application = file;
  const problems: Problem[] = [];
  for (const { override, by } of said) {
    const set = overrideWeights([application], [override]);
    application = set.applications[0] ?? application;
    problems.push(
      ...set.problems.map((problem) => ({
        ...problem,
        where: problem.where.replace('setting MESH_WEIGHTS', by),
      })),
    );
  }
  return { application, problems };
}

/** The route's targets with their weights; undefined if there is no such route. */
export function weightsIn(
  { services }: MeshApplication,
  path: Pick<WeightOverride, 'service' | 'route'>,
): string {
  const route = services
    .find(({ name }) => name === path.service)
    ?.routes.find(({ name }) => name === path.route);
  return (route?.targets ?? []).map(({ node, weight }) => `${node}=${weight}`).join(',');
}
