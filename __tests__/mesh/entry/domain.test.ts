/** The names of a load balancer, and when a certificate is made for them. */
import { applicationLoadBalancer, networkLoadBalancer, type LoadBalancer } from '../../../lib/mesh';
import { hostOfDomain } from '../../../lib/mesh/entry/domain';
import { hasCertificate, listenerPorts } from '../../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh, type MeshParts } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

const ZONE = 'Z0123456789';
const name = 'shop.example.com';
const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const before = (loadBalancer: LoadBalancer): MeshParts => ({
  gateways: { ingress: aGateway({ loadBalancer }) },
});

function completed(loadBalancer: LoadBalancer) {
  const [one] = aMesh(before(loadBalancer)).at({ stage: 'dev' }).loadBalancers;
  if (one === undefined) throw new Error('no load balancer');
  return one;
}

it.each<[string, LoadBalancer, boolean, number[]]>([
  ['without a certificate', applicationLoadBalancer(80, { domain: { zone: ZONE, name } }), true, [80, 443]],
  [
    'that wants none',
    applicationLoadBalancer(80, { domain: { zone: ZONE, name, certificate: false } }),
    false,
    [80],
  ],
  [
    'with a certificate',
    applicationLoadBalancer(80, { certificateArn, domain: { zone: ZONE, name } }),
    false,
    [80, 443],
  ],
  ['of TCP', networkLoadBalancer(443, { domain: { zone: ZONE, name } }), false, [443]],
])('a load balancer %s has a certificate made for its domain: %#', (_, loadBalancer, isMade, ports) => {
  const one = completed(loadBalancer);
  expect(one.domain).toEqual({ zone: ZONE, name: [name], certificate: isMade });
  expect(listenerPorts(one)).toEqual(ports);
  expect(hasCertificate(one)).toBe(ports.length === 2);
});

it('is said in URLs by its first name without *', () => {
  const host = (names: string[]) => hostOfDomain({ zone: ZONE, name: names, certificate: true });
  expect(host(['*.example.com', 'b.example.com', 'a.example.com'])).toBe('b.example.com');
  expect(host(['*.example.com'])).toBeUndefined();
});

it.each([
  ['shop.example.com', []],
  ['*.shop.example.com', []],
  ['shop', ['domain-name']],
  ['shop.*.example.com', ['domain-name']],
  ['Shop.example.com', ['domain-name']],
  ['https://shop.example.com', ['domain-name']],
  ['shop.example.com.', ['domain-name']],
])('%s: %j', (one, codes) => {
  expect(codesOf(before(applicationLoadBalancer(80, { domain: { zone: ZONE, name: one } })))).toEqual(codes);
});

it('belongs to one load balancer', () => {
  const loadBalancer = applicationLoadBalancer(80, { domain: { zone: ZONE, name } });
  expect(
    textsOf({ gateways: { admin: aGateway({ loadBalancer }), shop: aGateway({ loadBalancer }) } }),
  ).toEqual([
    'gateway "shop" > load balancer > domain: gateway "admin" > load balancer has this name already, got "shop.example.com"; remove it from one of them [domain-twice]',
  ]);
});

it('has the form of a domain: synth does not type-check', () => {
  const wrong = (domain: unknown) => textsOf(before(applicationLoadBalancer(80, { domain } as object)));
  expect(wrong(name)).toEqual([expect.stringContaining('load balancer: "domain" must be an object')]);
  expect(wrong({ zone: ZONE })).toEqual([expect.stringContaining('> domain: "name" is missing')]);
  expect(wrong({ zone: ZONE, name: [7] })).toEqual([
    expect.stringContaining('> domain: name 1 must be text, got 7'),
  ]);
});
