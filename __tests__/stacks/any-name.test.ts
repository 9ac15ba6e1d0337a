/** Any name that passes the checks can be given to anything: none meets an address, a construct's id or an output of ours. */
import { http } from '../../lib/mesh';
import { builtTargets } from '../../lib/targets';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { addresses, block, type Stack, synthApplications, synthWorkshop } from '../support/synth';

const targets = builtTargets().map(({ name }) => name);
const synth = (parts: MeshParts, target: string) =>
  synthApplications([aMesh(parts)], { MESH_TARGET: target, MESH_ACCEPT: 'loss-split' });
const samples = (target: string): readonly Stack[] => [
  ...synth({ gateways: { ingress: aGateway() } }, target).stacks,
  ...synthWorkshop({ MESH_TARGET: target, MESH_ACCEPT: 'loss-split' }).stacks,
];

/** `virtual` and `virtual-service` of an output `virtual_service_name`: what a name in front of its own outputs could be. */
function startsOf(id: string): string[] {
  const words = id.split(/[._]/);
  return words.map((_, index) => words.slice(0, index + 1).join('-'));
}

const isShort = (word: string) => /^(?!.*--)[a-z][a-z0-9-]{0,14}[a-z0-9]$/.test(word);

function outputWords(target: string): string[] {
  const outputs = samples(target).flatMap(({ terraform }) => Object.keys(terraform.output ?? {}));
  return [...new Set(outputs.flatMap(startsOf))].filter(isShort).sort();
}

/** Words of addresses, and those that only ids of constructs have. */
function addressWords(target: string): string[] {
  const words = samples(target)
    .flatMap(addresses)
    .flatMap((address) => address.split(/[-._]/));
  return [...new Set([...words, 'internet', 'images', 'variable', 'aws'])].filter(isShort).sort();
}

describe.each(targets)('%s', (target) => {
  const allNamed = (nodes: readonly string[]): MeshParts => ({
    nodes: Object.fromEntries(
      // Two to call, since a node may have few backends without a port of its own for each.
      nodes.map((name, index) => [
        name,
        aNode({
          listeners: [http(443)],
          backends: [...new Set(['internet', nodes[(index + 1) % nodes.length] ?? ''])].filter(
            (backend) => backend !== name,
          ),
        }),
      ]),
    ),
    services: Object.fromEntries(nodes.map((name) => [name, { to: name }])),
  });

  it('takes nodes and services of any name, which call each other on any port', () => {
    const words = addressWords(target);
    expect(words).toEqual(expect.arrayContaining(['internet', 'execution', 'gateway', 'task']));
    const stack = synth(allNamed(words), target).stack('dev-shop');
    for (const word of words) expect(block(stack, `aws_ecs_service.${word}`)['name']).toBe(word);
  });

  it('takes stacks of any name but those that every application has', () => {
    const words = addressWords(target).filter((word) => !['network', 'registry', 'images'].includes(word));
    const parts: MeshParts = {
      ...allNamed(words),
      stacks: { platform: [], ...Object.fromEntries(words.map((word) => [word, [word]])) },
    };
    expect(synth(parts, target).stack('dev-shop-gateway').name).toBe('dev-shop-gateway');
  });
});

it('a gateway of any name stands alone behind its load balancer', () => {
  const words = [...new Set(targets.flatMap(outputWords))];
  expect(words).toEqual(expect.arrayContaining(['gateway', 'gateway-dns', 'cluster', 'url']));
  for (const word of words) {
    const parts = { nodes: { 'a-node': aNode() }, services: { web: { to: 'a-node' } } };
    const { terraform } = synth({ ...parts, gateways: { [word]: aGateway() } }, 'app-mesh').stack('dev-shop');
    expect(Object.keys(terraform.output ?? {})).toEqual(
      expect.arrayContaining(['url', 'gateway_dns_name', `${word.replaceAll('-', '_')}_dns_name`]),
    );
  }
});

it('a gateway called "gateway" has its load balancer’s name once, under the name that is both', () => {
  const { output } = synth({ gateways: { gateway: aGateway() } }, 'envoy').stack('dev-shop').terraform;
  expect(output?.['gateway_dns_name']).toEqual({
    description: 'Name of the load balancer before gateway gateway',
    value: '${aws_lb.gateway.dns_name}',
  });
});

it('a node called "internet" is another one than the internet: each way out has its rule', () => {
  const nodes = { web: aNode({ backends: ['internet'] }), internet: aNode({ listeners: [http(443)] }) };
  const services = { web: { to: 'web' }, internet: { to: 'internet' } };
  const stack = synth({ nodes, services }, 'none').stack('dev-shop');
  const rule = (name: string) => block(stack, `aws_vpc_security_group_egress_rule.${name}`);
  expect(rule('web_to_internet_443')['cidr_ipv4']).toBe('0.0.0.0/0');
  expect(rule('web_to_internet_443_too')['referenced_security_group_id']).toBe(
    '${aws_security_group.internet.id}',
  );
});

it('a service that is called like a node of another stack gets no placeholder beside that node’s name', () => {
  const nodes = { web: aNode(), stock: aNode(), 'stock-next': aNode() };
  const services = { web: { to: 'web' }, stock: { to: 'stock-next' } };
  const stacks = { platform: [], one: ['web', 'stock'], two: ['stock-next'] };
  const { stack } = synth({ nodes, services, stacks }, 'app-mesh');
  const names = ['dev-shop-one', 'dev-shop-two'].flatMap((name) =>
    addresses(stack(name)).filter((address) => address.startsWith('aws_service_discovery_service.')),
  );
  expect(names).toEqual([
    'aws_service_discovery_service.stock',
    'aws_service_discovery_service.web',
    'aws_service_discovery_service.stock-next',
  ]);
});
