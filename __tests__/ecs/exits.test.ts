/** Ways out to what is external, which security groups hold open. */
import { fromState, http, tcp } from '../../lib/mesh';
import type { ExternalGroup } from '../../lib/mesh/surroundings/external-group';
import { callPathsIn } from '../../lib/ecs/call-paths';
import type { ExternalDefinition } from '../../lib/mesh/external';
import { renderAccess as renderOnAppMesh } from '../../lib/targets/app-mesh';
import { tasksOf } from '../../lib/ecs/access';
import { exitsTo } from '../../lib/ecs/join-access';
import { renderAccess as renderWithoutMesh } from '../../lib/targets/none';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const wide = { name: 'database', listener: tcp(5432), host: 'db.example.com' };
const database = { ...wide, cidr: '10.9.0.0/16' };
const [web, job] = [tasksOf('web'), tasksOf('job')];

describe('ways out', () => {
  it('are to the addresses that the external node states, or to any', () => {
    expect(exitsTo([{ from: web, external: database }])).toEqual([
      { from: web, to: ['database'], port: 5432, cidr: '10.9.0.0/16' },
    ]);
    expect(exitsTo([{ from: web, external: wide }])).toEqual([
      { from: web, to: ['database'], port: 5432, cidr: '0.0.0.0/0' },
    ]);
  });

  it('are one for one block and port of one caller, since AWS takes no rule twice', () => {
    const replica = { ...database, name: 'a-replica' };
    const calls = [
      { from: web, external: database },
      { from: web, external: replica },
      { from: web, external: database },
      { from: job, external: replica },
    ];
    expect(exitsTo(calls)).toEqual([
      { from: web, to: ['a-replica', 'database'], port: 5432, cidr: '10.9.0.0/16' },
      { from: job, to: ['a-replica'], port: 5432, cidr: '10.9.0.0/16' },
    ]);
  });

  it('are several for several ports or blocks', () => {
    const others = [
      { ...database, listener: tcp(5433) },
      { ...database, cidr: '10.9.0.0/17' },
    ];
    const calls = [database, ...others].map((external) => ({ from: web, external }));
    expect(exitsTo(calls).map((exit) => 'cidr' in exit && `${exit.cidr} ${exit.port}`)).toEqual([
      '10.9.0.0/16 5432',
      '10.9.0.0/16 5433',
      '10.9.0.0/17 5432',
    ]);
  });

  it('are none to port 443 anywhere, where every task may go already', () => {
    expect(exitsTo([{ from: web, external: { ...wide, listener: tcp(443) } }])).toEqual([]);
    expect(exitsTo([{ from: web, external: { ...database, listener: tcp(443) } }])).toHaveLength(1);
  });
});

describe('ways out to a security group', () => {
  const id = 'sg-0a1b2c3d4e5f67890';
  const [closed, open] = [
    { id, addRule: false },
    { id, addRule: true },
  ];
  const database443 = { ...wide, listener: tcp(443), securityGroup: closed };

  it('are to the group, also on port 443: the owner of the group goes by groups', () => {
    expect(exitsTo([{ from: web, external: database443 }])).toEqual([
      { from: web, to: ['database'], port: 443, group: closed },
    ]);
  });

  it('are one for one group and port, which adds a rule to the group where one of the nodes asks for it', () => {
    const external = { ...wide, securityGroup: closed };
    const replica = { ...wide, name: 'a-replica', securityGroup: open };
    const joined = [{ from: web, to: ['a-replica', 'database'], port: 5432, group: open }];
    const calls = [external, replica].map((each) => ({ from: web, external: each }));
    expect(exitsTo(calls)).toEqual(joined);
    expect(exitsTo(calls.reverse())).toEqual(joined);
  });

  it('are what a task relies on: another group is another path', () => {
    const pathTo = (securityGroup: ExternalGroup) => {
      const exits = exitsTo([{ from: web, external: { ...wide, securityGroup } }]);
      return callPathsIn({ parties: [], edges: [], exits, doors: [], innerDoors: [], openings: [] }).get(
        'web',
      )?.all;
    };
    expect(pathTo(closed)).toEqual(['to group "sg-0a1b2c3d4e5f67890" 5432']);
    expect(pathTo({ ...closed, id: fromState('db.tfstate', 'group') })).toEqual([
      'to group {"state":"db.tfstate","output":"group"} 5432',
    ]);
  });
});

describe('of an application', () => {
  const partner: ExternalDefinition = { external: http(80), host: 'api.example.com', cidr: '0.0.0.0/0' };
  const parts: MeshParts = {
    nodes: { web: aNode({ backends: ['partner'] }), other: aNode(), partner },
    services: { web: { to: 'web' }, partner: { to: 'partner' } },
  };
  const exit = { to: ['partner'], port: 80, cidr: '0.0.0.0/0' };

  it.each([
    ['app-mesh', renderOnAppMesh],
    ['none', renderWithoutMesh],
  ])('on %s, only callers have one', (_, renderAccess) => {
    const { exits, edges, parties } = renderAccess(aMesh(parts).at({ stage: 'dev' }));
    expect(exits).toEqual([{ from: web, ...exit }]);
    expect(edges).toEqual([]);
    expect(parties.map(({ name }) => name)).toEqual(['other', 'web']);
  });

  it('on app-mesh, a gateway that leads to it is a caller', () => {
    const gateways = { ingress: aGateway({ routes: { all: { service: 'partner' } } }) };
    const { exits } = renderOnAppMesh(aMesh({ ...parts, gateways }).at({ stage: 'dev' }));
    expect(exits).toEqual([
      { from: tasksOf('ingress'), ...exit },
      { from: web, ...exit },
    ]);
  });

  it('without a mesh, a node that does not answer is not reached', () => {
    const services = {
      web: { to: 'web' },
      partner: { routes: { all: { targets: { other: 90, partner: 10 } } } },
    };
    const nodes = { ...parts.nodes, partner: { ...partner, external: http(3000) } };
    const application = aMesh({ ...parts, nodes, services }).at({ stage: 'dev' });
    expect(renderWithoutMesh(application).exits).toEqual([]);
    expect(renderOnAppMesh(application).exits).toHaveLength(1);
  });
});
