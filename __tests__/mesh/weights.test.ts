/** `MESH_WEIGHTS`: a canary moves without an edit. */
import { completeApplication } from '../../lib/mesh/complete-application';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { overrideWeights, type WeightOverride } from '../../lib/mesh/weights';
import { aNode } from '../../lib/testing';

const tellers = (name: string) =>
  completeApplication(
    name,
    { stage: 'dev' },
    {
      mesh: name,
      namespace: 'service.local',
      nodes: { red: aNode(), blue: aNode({ listeners: aNode().listeners ?? [] }) },
      services: { color: { routes: { default: { targets: { red: 100, blue: 0 } } } }, own: { to: 'red' } },
    },
  );

const canary = (parts: Partial<WeightOverride> = {}): WeightOverride => ({
  service: 'color',
  route: 'default',
  weights: { red: 90, blue: 10 },
  ...parts,
});

const weightsOf = (result: ReturnType<typeof overrideWeights>) =>
  result.applications.map(({ name, services }) => [
    name,
    services[0]?.routes[0]?.targets.map(({ node, weight }) => `${node}=${weight}`).join(),
  ]);

it('moves the weights of one route', () => {
  const result = overrideWeights([tellers('one')], [canary()]);
  expect(result.problems).toEqual([]);
  expect(weightsOf(result)).toEqual([['one', 'blue=10,red=90']]);
});

it('gives a target that is left out nothing', () => {
  expect(weightsOf(overrideWeights([tellers('one')], [canary({ weights: { blue: 100 } })]))).toEqual([
    ['one', 'blue=100,red=0'],
  ]);
});

it('leaves the rest as it is, and frozen', () => {
  const before = tellers('one');
  const { applications } = overrideWeights([before], [canary()]);
  expect(applications[0]?.services[1]).toEqual(before.services[1]);
  expect(before.services[0]?.routes[0]?.targets).toEqual([
    { node: 'blue', weight: 0 },
    { node: 'red', weight: 100 },
  ]);
  expect(Object.isFrozen(applications[0]?.services[0]?.routes[0]?.targets[0])).toBe(true);
});

it('moves the application that is meant, where several have such a route', () => {
  const result = overrideWeights([tellers('one'), tellers('two')], [canary({ application: 'two' })]);
  expect(result.problems).toEqual([]);
  expect(weightsOf(result)).toEqual([
    ['one', 'blue=0,red=100'],
    ['two', 'blue=10,red=90'],
  ]);
});

it('moves several routes at once', () => {
  const overrides = [canary(), canary({ service: 'own', weights: { red: 50 } })];
  const { applications, problems } = overrideWeights([tellers('one')], overrides);
  expect(problems).toEqual([]);
  expect(applications[0]?.services.map(({ routes }) => routes[0]?.targets)).toEqual([
    [
      { node: 'blue', weight: 10 },
      { node: 'red', weight: 90 },
    ],
    [{ node: 'red', weight: 50 }],
  ]);
});

it.each<[string, WeightOverride, string]>([
  [
    'means one application',
    canary(),
    'setting MESH_WEIGHTS > "color/default": several applications have it: "one", "two"; write "one/color/default" [weights-ambiguous]',
  ],
  [
    'names a route',
    canary({ route: 'defualt' }),
    'setting MESH_WEIGHTS > "color/defualt": there is no such route, known routes: "color/default", "own/default"; did you mean "color/default"? [weights-route-unknown]',
  ],
  [
    'names an application',
    canary({ application: 'three' }),
    'setting MESH_WEIGHTS > "three/color/default": there is no such route, known routes: "one/color/default", "one/own/default", "two/color/default", "two/own/default"; write <service>/<route> [weights-route-unknown]',
  ],
  [
    'names targets of the route',
    canary({ application: 'one', weights: { red: 90, bleu: 10 } }),
    'setting MESH_WEIGHTS > "one/color/default": "bleu" is not a target of this route, its targets: "blue", "red"; did you mean "blue"? [weights-target-unknown]',
  ],
])('%s', (_, override, text) => {
  const { problems } = overrideWeights([tellers('one'), tellers('two')], [override]);
  expect(problems.map(formatProblem)).toEqual([text]);
});

it('leaves a route as it is where one of the targets is none, so that one mistake is one problem', () => {
  const result = overrideWeights([tellers('one')], [canary({ weights: { bleu: 10 } })]);
  expect(result.problems.map(({ code }) => code)).toEqual(['weights-target-unknown']);
  expect(weightsOf(result)).toEqual([['one', 'blue=0,red=100']]);
});
