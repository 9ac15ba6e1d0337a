/** What every Envoy of random meshes would start with, as Envoy itself judges it. */
import fc from 'fast-check';
import type { MeshApplication } from '../../lib/mesh/application';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import {
  gatewayRefs,
  nodeRefs,
  renderGatewayBootstrap,
  renderNodeBootstrap,
  validateForEnvoy,
} from '../../lib/targets/envoy';
import { describeWithEnvoy, validateBootstrap } from '../support/envoy';
import { anyMesh } from './meshes';
import { seedOf } from './seed';
import { applicationOf, isSound } from './sound';

/** The test itself, which prints its seed. */
export function testBootstraps({ meshes }: { readonly meshes: number }): void {
  const seed = seedOf();
  const all = fc.sample(anyMesh, { numRuns: 4 * meshes, seed });
  const sound = all.filter(isSound).slice(0, meshes);

  describe(`random meshes, SEED=${seed}`, () => {
    it('are sound, or refused with problems of the one form', () => {
      for (const parts of all) {
        const application = applicationOf(parts);
        const found = validateApplication(application);
        const isWrong = found.some(({ severity }) => severity === 'error');
        for (const problem of [...found, ...(isWrong ? [] : validateForEnvoy(application))])
          expect(formatProblem(problem)).toMatch(/^\S.*: \S.*; \S.* \[[a-z0-9]+(-[a-z0-9]+)*\]$/);
      }
      // Else the next test would hold of nothing.
      expect(sound).toHaveLength(meshes);
    });
  });

  describeWithEnvoy(`a sound one of them, SEED=${seed}`, () => {
    it.each(sound.map((parts, index) => [index, parts] as const))(
      'number %d is taken by each of its Envoys',
      async (_, parts) => {
        const all = bootstrapsOf(applicationOf(parts));
        const refused = (await Promise.all(all.map(validateBootstrap))).filter(({ ok }) => !ok);
        expect({ parts, refused }).toEqual({ parts, refused: [] });
      },
      60_000,
    );
  });
}

/** The bootstraps of all nodes and gateways. Nodes b and c of a protocol equal node a. */
function bootstrapsOf(application: MeshApplication) {
  return [
    ...application.nodes
      .filter(({ name }) => !/-[bc]$/.test(name))
      .map((node) => renderNodeBootstrap(application, node, nodeRefs(application, node))),
    ...application.gateways.map((gateway) =>
      renderGatewayBootstrap(application, gateway, gatewayRefs(application)),
    ),
  ];
}
