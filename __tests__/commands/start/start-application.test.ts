/** `npm start` where only a plan knows the host of an external node. */
import { checkSaid } from '../../../lib/commands/start/start-application';
import { formatProblem, MeshError } from '../../../lib/mesh/checks/problem';
import { fromParameter, fromState, http, tcp } from '../../../lib/mesh';
import { hostText } from '../../../lib/mesh/surroundings/external-host';
import { aMesh, aNode } from '../../../lib/testing';

const file = aMesh({
  nodes: {
    web: aNode({ backends: ['db', 'partner', 'known'] }),
    db: { external: tcp(5432), host: fromParameter('/db/host') },
    partner: { external: http(80), host: fromState('partner.tfstate', 'host') },
    known: { external: http(8080), host: 'known.example.com' },
  },
  services: { web: { to: 'web' }, db: { to: 'db' }, partner: { to: 'partner' }, known: { to: 'known' } },
}).at({ stage: 'dev' });
const places = new Map([
  ['db', { host: '127.0.0.1', port: 5432 }],
  ['partner', { host: 'partner.localhost', port: 8081 }],
  ['known', { host: 'localhost', port: 8082 }],
]);

it('asks for the places that --external leaves out', () => {
  const start = () => checkSaid(file, [], { counts: new Map(), externals: new Map([...places].slice(0, 1)) });
  let texts: string[] = [];
  try {
    start();
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    texts = error.problems.map(formatProblem);
  }
  expect(texts).toEqual([
    'npm start > --external: must say where node "partner" is on this machine, as in partner=127.0.0.1:80: only a plan knows its host, <output host of state partner.tfstate>; see npm start -- --help [flag-value]',
  ]);
});

it('takes the given hosts in place of what a plan would find, and no other', () => {
  const { externals } = checkSaid(file, [], { counts: new Map(), externals: places });
  expect(externals.map(({ name, host }) => `${name} ${hostText(host)}`)).toEqual([
    'db 127.0.0.1',
    'known known.example.com',
    'partner partner.localhost',
  ]);
});
