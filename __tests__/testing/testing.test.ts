import { aGateway, aMesh, aNode, setupMeshMatchers } from '../../lib/testing';

setupMeshMatchers();

const dev = { stage: 'dev' };

describe('a mesh for a test', () => {
  it('is sound with nothing said', () => {
    expect(aMesh().at(dev)).toBeSound();
  });

  it('has one node and one service, called web, on port 3000', () => {
    const { name, nodes, services, gateways } = aMesh().at(dev);
    expect(name).toBe('shop');
    expect(nodes).toMatchObject([{ name: 'web', listeners: [{ port: 3000 }] }]);
    expect(services).toMatchObject([{ name: 'web', routes: [{ targets: [{ node: 'web', weight: 100 }] }] }]);
    expect(gateways).toEqual([]);
  });

  it('takes what the test is about, a gateway for instance', () => {
    const shop = aMesh({ gateways: { ingress: aGateway() } }).at(dev);
    expect(shop).toBeSound();
    expect(shop.gateways).toMatchObject([{ name: 'ingress' }]);
    expect(shop.loadBalancers).toMatchObject([{ name: 'ingress', port: 80 }]);
  });

  it('keeps the rest of what runs where one part of it is said', () => {
    const { nodes } = aMesh({ nodes: { web: aNode({ runs: { count: 4 } }) } }).at(dev);
    expect(nodes[0]?.runs).toMatchObject({ origin: { source: 'web' }, count: 4 });
  });

  it('may differ by stage, as a real one may', () => {
    const source = aMesh((stage) => ({
      nodes: { web: aNode({ runs: { count: stage === 'prod' ? 3 : 1 } }) },
    }));
    expect(source.at({ stage: 'prod' }).nodes[0]?.runs).toMatchObject({ count: 3 });
    expect(source.at(dev).nodes[0]?.runs).toMatchObject({ count: 1 });
  });
});

describe('the matchers', () => {
  const lost = aMesh({ services: { web: { to: 'wbe' } } }).at(dev);

  it('find a problem by its code', () => {
    expect(lost).toHaveProblem('route-target-unknown');
    expect(lost).not.toHaveProblem('weights-sum');
    expect(lost).not.toBeSound();
  });

  it('print what is wrong in the words that the user would read', () => {
    expect(() => expect(lost).toBeSound()).toThrow(
      'service "web" > route "default": target "wbe" is not a node, known nodes: "web"; add it or fix the name [route-target-unknown]',
    );
    expect(() => expect(aMesh().at(dev)).toHaveProblem('weights-sum')).toThrow(
      'problem weights-sum: it has no problem at all',
    );
  });
});
