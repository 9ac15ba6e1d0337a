/** A host that only a plan knows is a mark in words, and a stack puts the host in its place. */
import { byTags, fromParameter, fromState, http, tcp } from '../../../lib/mesh';
import {
  completeHost,
  fillLongestHosts,
  type Host,
  hostFiller,
  hostText,
} from '../../../lib/mesh/surroundings/external-host';
import type { Listener } from '../../../lib/mesh/listener';
import { resolve } from '../../../lib/mesh/resolve/resolve';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const parameter = fromParameter('/db/host');
const output = fromState('db/dev.tfstate', 'host', { bucket: 'their-states', region: 'eu-west-1' });
const at = (host: unknown, external: Listener = tcp(5432)): MeshParts => ({
  nodes: {
    web: aNode({ backends: ['db'] }),
    db: { external, host: host as Host, cidr: '10.0.0.0/16' },
  },
  services: { web: { to: 'web' }, db: { to: 'db' } },
});

describe('a host', () => {
  it.each<[Host, string]>([
    ['db.example.com', 'db.example.com'],
    [parameter, '<parameter /db/host>'],
    [fromState('db/dev.tfstate', 'host'), '<output host of state db/dev.tfstate>'],
    [output, '<output host of state db/dev.tfstate in bucket their-states in eu-west-1>'],
  ])('%j is read as %s', (host, text) => {
    expect(hostText(host)).toBe(text);
  });

  it('is the same in whichever order its reference is written', () => {
    const { bucket, ...rest } = output;
    expect(JSON.stringify(completeHost({ bucket: bucket ?? '', ...rest }))).toBe(
      JSON.stringify(completeHost(output)),
    );
  });

  it.each([
    [
      byTags({ Name: 'db' }),
      'node "db" > host: byTags() cannot find a host; use its name, fromState() or fromParameter() [reference-by-tags]',
    ],
    [
      fromParameter('db host'),
      'node "db" > host: an SSM parameter is named by letters, digits and "_", ".", "/", "-", or by its ARN, got "db host"; use one such as "/network/vpc-id" [reference-parameter]',
    ],
    [
      5432,
      'node "db": "host" must be text, fromState(…) or fromParameter(…), got 5432; fix the value [field-type]',
    ],
  ])('may not be %j', (host, text) => {
    expect(textsOf(at(host))).toEqual([text]);
  });
});

describe('what a stack fills', () => {
  const externals = [
    { name: 'db', host: parameter },
    { name: 'other', host: output },
    { name: 'known', host: 'api.example.com' },
  ];
  const found: Host[] = [];
  const fill = hostFiller(externals, (host) => {
    found.push(host);
    return '${data.found}';
  });

  it('is each mark of its external nodes, and no other text between angle brackets', () => {
    const text =
      '"<parameter /db/host>:80", "<parameter /db/host>", "<parameter /other>", "<b>", api.example.com';
    expect(fill(text)).toBe(
      '"${data.found}:80", "${data.found}", "<parameter /other>", "<b>", api.example.com',
    );
    expect(found).toEqual([parameter, parameter]);
  });

  it('counts as the longest name in DNS where a task is measured', () => {
    expect(fillLongestHosts('"<parameter /db/host>:80"')).toBe(`"${'x'.repeat(253)}:80"`);
    expect(fillLongestHosts(`"${hostText(output)}"`)).toHaveLength(255);
    expect(fillLongestHosts('<b>')).toBe('<b>');
  });

  it('is not escaped in a JSON text inside of a JSON text', () => {
    for (const { host } of externals) {
      const text = hostText(host);
      expect(JSON.stringify(JSON.stringify({ text }))).toContain(text);
    }
  });
});

it('is told in words where a request arrives', () => {
  const application = aMesh(at(parameter, http(80))).at({ stage: 'dev' });
  const found = resolve(application, { from: 'web', to: 'db', path: '/' });
  expect(found).toMatchObject({ arrives: { host: '<parameter /db/host>' } });
});
