/** Applications at App Mesh's quotas, and one above. */
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const problems = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  // The nodes here say nothing of their health, which has a test of its own.
  return validateForAppMesh(application).filter(({ code }) => code !== 'slow-start');
};
const many = <T>(count: number, of: (index: number) => [string, T]): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => of(index)));

describe('a quota', () => {
  const node = (index: number): [string, ReturnType<typeof aNode>] => [`n${index}`, aNode()];
  const { listener, routes } = aGateway();

  it.each<[string, number, (count: number) => MeshParts]>([
    ['nodes', 200, (count) => ({ nodes: many(count, node), services: {} })],
    [
      'services',
      200,
      (count) => ({
        nodes: { web: aNode() },
        services: many(count, (index) => [`s${index}`, { to: 'web' }]),
      }),
    ],
    ['gateways', 3, (count) => ({ gateways: many(count, (index) => [`g${index}`, { listener, routes }]) })],
    [
      'backends',
      50,
      (count) => {
        const services = many(count, (index): [string, { to: string }] => [`s${index}`, { to: 'web' }]);
        return { nodes: { web: aNode({ backends: Object.keys(services) }) }, services };
      },
    ],
    [
      'routes',
      50,
      (count) => ({
        services: {
          web: {
            routes: many(count, (index) => [
              `r${index}`,
              { match: { prefix: `/${index}` }, targets: { web: 1 } },
            ]),
          },
        },
      }),
    ],
    [
      'routes',
      10,
      (count) => ({
        gateways: {
          ingress: {
            listener,
            routes: many(count, (index) => [`r${index}`, { service: 'web', match: { prefix: `/${index}` } }]),
          },
        },
      }),
    ],
  ])('of %s is %d; one more is a warning, since AWS raises it on request', (what, quota, parts) => {
    expect(problems(parts(quota))).toEqual([]);
    const [more, ...others] = problems(parts(quota + 1));
    expect(others).toEqual([]);
    expect(more).toMatchObject({
      code: 'quota',
      severity: 'warning',
      what: `${what} exceed App Mesh's default quota of ${quota}`,
      got: quota + 1,
    });
  });
});
