import { addressIn, enteredService } from '../../../lib/targets/none';
import { answeringNode } from '../../../lib/targets/none/answering-node';
import type { RouteDefinition } from '../../../lib/mesh/route';
import { http } from '../../../lib/mesh';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

const shop = (routes: Record<string, RouteDefinition>, port = 3000) =>
  aMesh({
    nodes: {
      blue: aNode({ listeners: [http(port)] }),
      green: aNode({ listeners: [http(port)] }),
      red: aNode({ listeners: [http(port)] }),
    },
    services: { color: { routes } },
  }).at({ stage: 'dev' });
const answers = (routes: Record<string, RouteDefinition>) => {
  const [color] = shop(routes).services;
  return color && answeringNode(color);
};

describe('the node that answers', () => {
  it.each<[string, RouteDefinition['targets'], string]>([
    ['the only one', { red: 1 }, 'red'],
    ['the one with all the weight', { blue: 0, red: 100 }, 'red'],
    ['the heaviest', { blue: 10, green: 60, red: 30 }, 'green'],
    ['the heaviest, the first by name', { blue: 60, red: 40 }, 'blue'],
    ['the first by name of equals', { red: 50, green: 50 }, 'green'],
  ])('is %s', (_, targets, node) => {
    expect(answers({ default: { targets } })).toBe(node);
  });

  it('is that of the route for every path, whatever its name', () => {
    expect(
      answers({
        api: { match: { prefix: '/api' }, targets: { blue: 1 } },
        rest: { targets: { red: 1 } },
      }),
    ).toBe('red');
  });

  it('is that of the first route by name where none is for every path', () => {
    expect(
      answers({
        b: { match: { prefix: '/b' }, targets: { blue: 1 } },
        a: { match: { prefix: '/a' }, targets: { red: 1 } },
      }),
    ).toBe('red');
  });
});

describe('the address of a service', () => {
  it('is the name that the node’s tasks are registered under, and the node’s own port', () => {
    const addressOf = addressIn(shop({ default: { targets: { blue: 0, red: 100 } } }, 4000));
    expect(addressOf('color')).toEqual({ scheme: 'http', host: 'red.shop.local', port: 4000 });
  });

  it('has no stage in it: every stage has a zone of its own', () => {
    expect(addressIn(aMesh().at({ stage: 'prod' }))('web').host).toBe('web.shop.local');
  });
});

describe('the service that a load balancer leads to', () => {
  const entered = (routes: Parameters<typeof aGateway>[0]) => {
    const { gateways } = aMesh({
      services: { web: { to: 'web' }, api: { to: 'web' } },
      gateways: { ingress: aGateway(routes) },
    }).at({ stage: 'dev' });
    return gateways.map(enteredService);
  };

  it('is the one for every path, whatever its name', () => {
    const routes = { a: { service: 'api', match: { prefix: '/api/' } }, z: { service: 'web' } };
    expect(entered({ routes })).toEqual(['web']);
  });

  it('is the first by name where none is for every path', () => {
    const routes = {
      b: { service: 'web', match: { prefix: '/web/' } },
      a: { service: 'api', match: { prefix: '/api/' } },
    };
    expect(entered({ routes })).toEqual(['api']);
  });
});
