/** Redirects that lead a client back to the route that redirects it. */
import {
  applicationLoadBalancer,
  existingListener,
  type ApplicationLoadBalancerOptions,
} from '../../../lib/mesh';
import { DEFAULT_QUOTAS } from '../../../lib/mesh/checks/quotas';
import type { LoadBalancerRedirect } from '../../../lib/mesh/entry/load-balancer-answer';
import type { LoadBalancerMatch } from '../../../lib/mesh/entry/load-balancer-match';
import { validateRules } from '../../../lib/mesh/entry/validate-rules';
import type { LoadBalancerDefinition } from '../../../lib/mesh/entry/mesh-load-balancer';
import { aMesh, aNode } from '../../../lib/testing';

type Routes = LoadBalancerDefinition['routes'];

function problemsOf(loadBalancer: LoadBalancerDefinition): string[] {
  const [made] = aMesh({ nodes: { web: aNode() }, loadBalancers: { public: loadBalancer } }).at({
    stage: 'dev',
  }).loadBalancers;
  if (made === undefined) throw new Error('the mesh of this test lacks its load balancer');
  return validateRules(made, DEFAULT_QUOTAS).map(({ where, code }) => `${where} [${code}]`);
}

const LOOPS = ['load balancer "public" > route "old" > redirect [load-balancer-redirect-same]'];

function redirecting(redirect: LoadBalancerRedirect, match?: LoadBalancerMatch, more: Routes = {}) {
  return (options: ApplicationLoadBalancerOptions = {}) =>
    problemsOf({
      ...applicationLoadBalancer(80, options),
      routes: { old: { redirect, ...(match && { match, priority: 10 }) }, ...more },
    });
}

const https = { certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/abc' };
const OLD = { path: '/old' };

describe('without a certificate', () => {
  it.each<[string, LoadBalancerRedirect]>([
    ['nothing', {}],
    ['the query alone', { query: 'v=2' }],
    [
      'what it is already',
      { protocol: 'HTTP', port: 80, host: '#{host}', path: '/#{path}', query: '#{query}' },
    ],
    ['the path to itself', { path: '/old' }],
  ])('loops if it changes %s', (_, redirect) => {
    expect(redirecting(redirect, OLD)()).toEqual(LOOPS);
  });

  it.each<[string, LoadBalancerRedirect]>([
    ['the protocol', { protocol: 'HTTPS' }],
    ['the port', { port: 8080 }],
    ['the path to another', { path: '/new' }],
    ['the path to a longer one', { path: '/old/#{path}' }],
  ])('ends if it changes %s', (_, redirect) => {
    expect(redirecting(redirect, OLD)()).toEqual([]);
  });
});

describe('with a certificate, whose other port redirects to it', () => {
  it.each<[string, LoadBalancerRedirect, string[]]>([
    ['to HTTPS', { protocol: 'HTTPS', port: 443 }, LOOPS],
    ['to the port of HTTP', { protocol: 'HTTP', port: 80 }, LOOPS],
    ['to HTTP elsewhere', { protocol: 'HTTP', port: 8080 }, []],
    ['to another port', { port: 8443 }, []],
  ])('%s', (_, redirect, expected) => {
    expect(redirecting(redirect, OLD)(https)).toEqual(expected);
  });
});

describe('to another host', () => {
  const to: LoadBalancerRedirect = { host: 'www.example.com' };
  const www: Routes = { www: { match: { hostname: 'WWW.example.com' }, priority: 1, node: 'web' } };

  it('loops if its own route takes that host too', () => {
    expect(redirecting(to)()).toEqual(LOOPS);
    expect(redirecting(to, { hostname: '*.Example.com' })()).toEqual(LOOPS);
  });

  it('ends if it takes other hosts alone', () => {
    expect(redirecting(to, { hostname: 'example.com' })()).toEqual([]);
  });

  it('ends if an earlier route takes that host, whatever the other routes ask', () => {
    expect(redirecting(to, undefined, www)()).toEqual([]);
    expect(redirecting(to, { hostname: '*.example.com' }, www)()).toEqual([]);
  });

  it('loops if the earlier route does not ask for the host: it did not take the request before either', () => {
    const api: Routes = { api: { match: { path: '/api/*' }, priority: 1, node: 'web' } };
    expect(redirecting(to, undefined, api)()).toEqual(LOOPS);
  });
});

it('ends if a route of one query parameter redirects to another', () => {
  const match = { path: '/old', queryParameters: { v: '1' } };
  expect(redirecting({ path: '/old', query: 'v=2' }, match)()).toEqual([]);
  expect(redirecting({ path: '/old' }, match)()).toEqual(LOOPS);
});

it('knows no port of a listener that exists', () => {
  const there = existingListener({
    listener:
      'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef',
    securityGroup: 'sg-0a1b2c3d',
  });
  const of = (redirect: LoadBalancerRedirect) =>
    problemsOf({ ...there, routes: { old: { match: OLD, redirect, priority: 10 } } });
  expect(of({ path: '/old' })).toEqual(LOOPS);
  expect(of({ path: '/old', protocol: 'HTTP' })).toEqual([]);
});
