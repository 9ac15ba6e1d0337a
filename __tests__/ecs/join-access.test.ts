import { type Access, loadBalancerOf, tasksOf } from '../../lib/ecs/access';
import { joinAccess } from '../../lib/ecs/join-access';

const nothing: Access = { parties: [], edges: [], exits: [], doors: [], innerDoors: [], openings: [] };
const web = tasksOf('web');
const api = tasksOf('api');

describe('which task reaches which on either of two targets', () => {
  it('is each party, edge and door once', () => {
    const one: Access = {
      ...nothing,
      parties: [{ ...web, description: 'Tasks of node web' }],
      edges: [{ from: web, to: api, port: 3000 }],
      doors: [{ to: loadBalancerOf('edge'), port: 80 }],
      innerDoors: [{ to: web, port: 8080 }],
      openings: [{ to: web, port: 8080, from: '203.0.113.0/24' }],
    };
    const other: Access = {
      ...one,
      parties: [...one.parties, { ...loadBalancerOf('web'), description: 'Load balancer of gateway web' }],
      edges: [...one.edges, { from: web, to: api, port: 23_000 }],
    };
    expect(joinAccess(one, other)).toEqual(other);
    expect(joinAccess(other, one)).toEqual(other);
    expect(joinAccess(one, nothing)).toEqual(one);
  });

  it('names all who are reached at one block and port, since AWS takes no rule twice', () => {
    const exit = { from: web, port: 5432, cidr: '10.1.0.0/16' };
    const joined = joinAccess(
      { ...nothing, exits: [{ ...exit, to: ['orders-db'] }] },
      {
        ...nothing,
        exits: [
          { ...exit, to: ['audit-db', 'orders-db'] },
          { ...exit, port: 443, to: ['x'] },
        ],
      },
    );
    expect(joined.exits).toEqual([
      { ...exit, to: ['audit-db', 'orders-db'] },
      { ...exit, port: 443, to: ['x'] },
    ]);
  });
});
