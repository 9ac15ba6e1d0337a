/** Rules to what is external, which has no group of ours. */
import { http } from '../../../lib/mesh';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';

const external = (port: number, cidr?: string) => ({
  external: http(port),
  host: 'db.example.com',
  ...(cidr !== undefined && { cidr }),
});

function rulesOf(externals: NonNullable<MeshParts['nodes']>) {
  const names = Object.keys(externals);
  const services = Object.fromEntries(names.map((name) => [name, { to: name }]));
  const nodes = { web: aNode({ backends: names }), ...externals };
  const { stack } = synthApplications([aMesh({ nodes, services: { web: { to: 'web' }, ...services } })]);
  return resourcesOf(stack('dev-shop'), 'aws_vpc_security_group_egress_rule');
}

it('open the port to the addresses that are stated, and to any where none are', () => {
  const rules = rulesOf({ database: external(5432, '10.9.0.0/16'), queue: external(4222) });
  expect(rules).toMatchObject({
    web_to_10_9_0_0_16_5432: {
      cidr_ipv4: '10.9.0.0/16',
      from_port: 5432,
      to_port: 5432,
      ip_protocol: 'tcp',
      security_group_id: '${aws_security_group.web.id}',
      description: 'web calls database',
    },
    web_to_internet_4222: { cidr_ipv4: '0.0.0.0/0', from_port: 4222, to_port: 4222 },
  });
  expect(Object.keys(rules)).toHaveLength(3);
});

// AWS refuses a second rule that is the same, and ours come before their predecessors go.
it('are one for all nodes behind the same addresses and port', () => {
  const [one, two, three] = ['a', 'b', 'c'].map((name) => ({ [name]: external(5432, '10.9.0.0/16') }));
  const described = (externals: object) =>
    rulesOf({ ...externals })['web_to_10_9_0_0_16_5432']?.['description'];
  expect(described({ ...one })).toBe('web calls a');
  expect(described({ ...two })).toBe('web calls b');
  expect(described({ ...one, ...two })).toBe('web calls a and b');
  expect(described({ ...one, ...two, ...three })).toBe('web calls a and 2 more');
});

it('are none of their own to port 443 anywhere, which every task has', () => {
  expect(Object.keys(rulesOf({ api: external(443) }))).toEqual(['web_to_internet_443']);
});
