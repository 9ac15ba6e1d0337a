/** What the Terraform provider would leave out; that it does is measured in `__tests__/deploy/long/mesh-resources.test.ts`. */
import { http, milliseconds, not, range, seconds } from '../../../lib/mesh';
import type { HttpListenerOptions } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const outlier = { maxServerErrors: 5, interval: seconds(10), baseEjectionDuration: seconds(30) };
const listening = (options: HttpListenerOptions): MeshParts => ({
  nodes: { web: aNode({ listeners: [http(3000, options)] }) },
});
const routed = (route: object): MeshParts => ({
  services: { web: { routes: { all: { targets: { web: 1 }, ...route } } } },
});
const entered = (route: object): MeshParts => ({
  gateways: { in: aGateway({ routes: { all: { service: 'web', ...route } } }) },
});
const found = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  const errors = validateForAppMesh(application).filter(({ severity }) => severity === 'error');
  return errors.map(formatProblem);
};

const route = 'app-mesh: service "web" > route "all"';
const listener = 'app-mesh: node "web" > listener 3000';

it.each<[string, (value: number) => MeshParts, string]>([
  [
    'an idle timeout of a listener',
    (value) => listening({ timeout: { idle: milliseconds(value) } }),
    `${listener}: target app-mesh has no idle timeout of 0 in its Terraform provider; use a long one, such as minutes(60) [unsupported]`,
  ],
  [
    'a time per request of a listener',
    (value) => listening({ timeout: { perRequest: milliseconds(value) } }),
    `${listener}: target app-mesh has no per-request timeout of 0 in its Terraform provider; use a long one, such as minutes(60) [unsupported]`,
  ],
  [
    'a share of ejected tasks',
    (value) => listening({ outlierDetection: { ...outlier, maxEjectionPercent: value } }),
    `${listener}: target app-mesh has no max ejection of 0 % in its Terraform provider; use 1 or more: one task may always be ejected [unsupported]`,
  ],
  [
    'a time per request of a route, whose tries then have no end either',
    (value) => routed({ timeout: { perRequest: milliseconds(value) }, retry: {} }),
    `${route}: target app-mesh has no per-request timeout of 0 in its Terraform provider; use a long one, such as minutes(60) [unsupported]`,
  ],
  [
    'a time per try',
    (value) => routed({ retry: { perRetryTimeout: milliseconds(value) } }),
    `${route}: target app-mesh has no per-retry timeout of 0 in its Terraform provider; use a long one, such as minutes(60) [unsupported]`,
  ],
  [
    "the start of a header's range",
    (value) => routed({ match: { headers: { age: range(value, 9) } } }),
    `${route} > "age": target app-mesh has no range that starts or ends below 1 in its Terraform provider; start it at 1, or use a regex [unsupported]`,
  ],
  [
    "the start of a range that a gateway's header is not in",
    (value) => entered({ match: { headers: { age: not(range(value, 9)) } } }),
    'app-mesh: gateway "in" > route "all" > "age": target app-mesh has no range that starts or ends below 1 in its Terraform provider; start it at 1, or use a regex [unsupported]',
  ],
])('%s may be 3 and not 0', (_, put, said) => {
  expect(found(put(3))).toEqual([]);
  expect(found(put(0))).toEqual([said]);
});

it('a range may not reach below 1 at all', () => {
  for (const [start, end] of [
    [-5, -1],
    [-5, 0],
    [-1, 5],
  ] as const)
    expect(found(routed({ match: { headers: { age: range(start, end) } } }))).toHaveLength(1);
});

it('retries and weights of 0 arrive', () => {
  expect(found(routed({ retry: false }))).toEqual([]);
  const nodes = { web: aNode(), next: aNode() };
  expect(found({ nodes, ...routed({ targets: { web: 1, next: 0 } }) })).toEqual([]);
});
