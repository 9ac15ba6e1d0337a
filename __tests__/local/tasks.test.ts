import { listTasks } from '../../lib/local/tasks';
import { http } from '../../lib/mesh';
import type { ApplicationDefinition } from '../../lib/mesh/application-definition';
import { completeApplication } from '../../lib/mesh/complete-application';

function shop(nodes: ApplicationDefinition['nodes'], zones = 3) {
  const gateways = { ingress: { listener: http(8080), routes: {} } };
  return completeApplication(
    'shop',
    { stage: 'dev' },
    { mesh: 'shop', namespace: 'shop.local', nodes, services: {}, gateways, network: { zones } },
  );
}

const listed = (app: ReturnType<typeof shop>, counts: Record<string, number> = {}) =>
  listTasks(app, { counts: new Map(Object.entries(counts)), region: 'eu-west-1' }).map(
    ({ key, zone }) => `${key} ${zone}`,
  );

describe('the tasks of an application', () => {
  it('are as many as the node says, one zone after the other, and one of each gateway', () => {
    expect(listed(shop({ web: { runs: { source: 'web', count: 4 } } }))).toEqual([
      'web.1 eu-west-1a',
      'web.2 eu-west-1b',
      'web.3 eu-west-1c',
      'web.4 eu-west-1a',
      'ingress eu-west-1a',
    ]);
  });

  it('are as many as --tasks says, and may be none', () => {
    const app = shop({ cart: { runs: { source: 'cart' } }, web: { runs: { source: 'web' } } });
    expect(listed(app, { web: 2, cart: 0 })).toEqual([
      'web.1 eu-west-1a',
      'web.2 eu-west-1b',
      'ingress eu-west-1a',
    ]);
  });

  it('are none of a job', () => {
    const app = shop({ migrate: { runs: { kind: 'task', source: 'migrate' } } });
    expect(listed(app)).toEqual(['ingress eu-west-1a']);
  });
});
