/** The later word about the weights of a route counts: what was said beside the file, or the file once it says others. */
import {
  addSaid,
  applySaid,
  describeSaid,
  isOtherThan,
  splitByFile,
} from '../../../lib/commands/options/weight-options';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { aMesh, aNode } from '../../../lib/testing';

/** Service `cart` with these weights, and `web` beside. */
function fileWith(targets: Readonly<Record<string, number>>) {
  const nodes = Object.fromEntries(Object.keys(targets).map((node) => [node, aNode()]));
  return aMesh({
    nodes: { ...nodes, web: aNode() },
    services: {
      cart: { routes: { default: { targets } } },
      web: { routes: { all: { targets: { web: 1 } } } },
    },
  }).at({ stage: 'dev' });
}

const file = fileWith({ v1: 100, v2: 0 });
const saying = (weights: Readonly<Record<string, number>>, by: string) => ({
  overrides: [{ service: 'cart', route: 'default', weights }],
  by,
});
const said = addSaid([], saying({ v1: 50, v2: 50 }, 'npm start > --set'), file);

const weightsOf = (application: typeof file) =>
  application.services.find(({ name }) => name === 'cart')?.routes[0]?.targets.map(({ weight }) => weight);

describe('weights that are said beside the file', () => {
  it('count over it', () => {
    expect(weightsOf(applySaid(file, said).application)).toEqual([50, 50]);
  });

  it('count until others are said of the same route', () => {
    const later = addSaid(said, saying({ v2: 1 }, 'line "set …"'), file);
    expect(later.map(describeSaid)).toEqual(['cart/default:v2=1 (line "set …")']);
  });

  it('hold where the file is saved and says of the route what it said', () => {
    const again = fileWith({ v1: 100, v2: 0 });
    expect(splitByFile(said, again)).toEqual({ held: said, over: [] });
  });

  it.each([
    ['says other weights', { v1: 0, v2: 100 }],
    ['has the route without a node', { v1: 100 }],
    ['has one more target', { v1: 100, v2: 0, v3: 0 }],
  ])('are over where the file %s', (_what, targets) => {
    expect(splitByFile(said, fileWith(targets))).toEqual({ held: [], over: said });
  });

  it('are told where they differ from the file', () => {
    expect(said.map((each) => isOtherThan(each, file))).toEqual([true]);
    expect(said.map((each) => isOtherThan(each, fileWith({ v1: 50, v2: 50 })))).toEqual([false]);
  });

  it.each(['setting MESH_WEIGHTS', 'npm start > --set', 'line "set cart/default:v9=1"'])(
    'are named in a problem by what was really said: %s',
    (by) => {
      const { problems } = applySaid(file, addSaid([], saying({ v9: 1 }, by), file));
      expect(problems.map(formatProblem)).toEqual([
        expect.stringContaining(`${by} > "cart/default": "v9" is not a target of this route`),
      ]);
    },
  );
});
