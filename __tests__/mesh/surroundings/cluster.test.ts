/** The cluster and the namespace of an application: their own, or what exists. */
import { fromState } from '../../../lib/mesh';
import { clusterName, ecsServiceName } from '../../../lib/mesh/account-names';
import { aMesh, type MeshParts } from '../../../lib/testing';
import { problemsOf } from '../problems-of';

const shop = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });
const network = { existing: { vpc: 'vpc-0a1b2c3d', private: 'subnet-0a1b2c3d' } };
const whole = 'application "shop"';

describe('a cluster', () => {
  it('of its own has the name of stage and application, or its whole name as it is declared', () => {
    expect(clusterName(shop({}))).toBe('dev-shop');
    expect(clusterName(shop({ cluster: { name: 'main' } }))).toBe('main');
  });

  it('that others share has services whose names say whose they are', () => {
    expect(ecsServiceName(shop({ cluster: { name: 'main' } }), 'web')).toBe('web');
    expect(ecsServiceName(shop({ cluster: { existing: 'main' } }), 'web')).toBe('dev-shop-web');
  });

  it.each<[MeshParts, readonly string[]]>([
    [{ cluster: {} }, []],
    [{ cluster: { existing: 'arn:aws:ecs:us-west-2:123456789012:cluster/main' } }, []],
    [{ cluster: { existing: fromState('platform.tfstate', 'cluster_name') } }, []],
    [{ cluster: { name: 'x'.repeat(255) } }, []],
    [{ cluster: { name: 'x'.repeat(256) } }, [`${whole} [name-too-long]`]],
    [{ cluster: { name: '' } }, [`${whole} > cluster > name [cluster-name]`]],
    [{ cluster: { existing: 'the main one' } }, [`${whole} > cluster > existing [reference-id]`]],
    [{ cluster: { existing: 'main', name: 'mine' } }, [`${whole} > cluster [cluster-both]`]],
    [
      { cluster: { existing: 'main' }, containerInsights: 'enhanced' },
      [`${whole} > containerInsights [cluster-insights]`],
    ],
  ])('is checked: %j', (parts, found) => {
    expect(problemsOf(parts)).toEqual(found);
  });
});

describe('a namespace', () => {
  it('that exists keeps its name, which hosts end with', () => {
    const { namespace, existingNamespace } = shop({
      namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' },
      network,
    });
    expect({ namespace, existingNamespace }).toEqual({
      namespace: 'shop.local',
      existingNamespace: 'ns-0a1b2c3d',
    });
    expect(shop({})).not.toHaveProperty('existingNamespace');
  });

  it.each<[MeshParts, readonly string[]]>([
    [{ namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' }, network }, []],
    [
      { namespace: { name: 'local', existing: 'shop.local' }, network },
      [`${whole} > namespace [namespace-form]`, `${whole} > namespace > existing [reference-id]`],
    ],
    [
      { namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' } },
      [`${whole} > namespace [namespace-network]`],
    ],
  ])('is checked: %j', (parts, found) => {
    expect(problemsOf(parts)).toEqual(found);
  });

  it.each<[unknown]>([[7], [{ name: 'shop.local' }], [{ existing: 'ns-0a1b2c3d' }]])(
    'has no such form: %j',
    (namespace) => {
      expect(problemsOf({ namespace } as MeshParts)).toHaveLength(1);
    },
  );
});
