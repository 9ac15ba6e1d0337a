/** Rules of a load balancer in the provider's words. */
import { renderDefaultAction, renderRule } from '../../lib/ecs/load-balancer-rule';
import {
  completeLoadBalancerRoute,
  type LoadBalancerRouteDefinition,
} from '../../lib/mesh/entry/load-balancer-route';

const arnOf = (group: string) => (group === 'nowhere' ? undefined : `arn:${group}`);
const route = (definition: LoadBalancerRouteDefinition) => completeLoadBalancerRoute('api', definition);
const ruleOf = (definition: LoadBalancerRouteDefinition) => renderRule(route(definition), arnOf);
const actionOf = (definition: LoadBalancerRouteDefinition) => renderDefaultAction([route(definition)], arnOf);

it('has all conditions, each in its own field', () => {
  const match = {
    hostname: ['b.example.com', 'a.example.com'],
    path: '/api/*',
    headers: { 'x-canary': 'yes' },
    method: 'GET',
    queryParameters: { v: ['1', '2'] },
    sourceIp: '10.0.0.0/8',
  };
  expect(ruleOf({ priority: 7, match, gateway: 'ingress' })).toEqual({
    priority: 7,
    action: [{ type: 'forward', targetGroupArn: 'arn:ingress' }],
    condition: [
      { hostHeader: { values: ['a.example.com', 'b.example.com'] } },
      { pathPattern: { values: ['/api/*'] } },
      { httpHeader: { httpHeaderName: 'x-canary', values: ['yes'] } },
      { httpRequestMethod: { values: ['GET'] } },
      {
        queryString: [
          { key: 'v', value: '1' },
          { key: 'v', value: '2' },
        ],
      },
      { sourceIp: { values: ['10.0.0.0/8'] } },
    ],
  });
});

it('leads to the group of a node’s port, where the route names a port', () => {
  const to = { priority: 1, match: { path: '/' }, node: 'web' };
  const forward = (group: string) => ({ action: [{ type: 'forward', targetGroupArn: `arn:${group}` }] });
  expect(ruleOf(to)).toMatchObject(forward('web'));
  expect(ruleOf({ ...to, port: 9000 })).toMatchObject(forward('web-9000'));
});

it('is left out where its target has no such group', () => {
  expect(ruleOf({ priority: 1, match: { path: '/' }, gateway: 'nowhere' })).toBeUndefined();
});

it('keeps the parts of a URL that a redirect does not name, and is permanent unless it says', () => {
  expect(actionOf({ redirect: { host: 'shop.example.com', port: 8443 } })).toEqual({
    type: 'redirect',
    redirect: { host: 'shop.example.com', port: '8443', statusCode: 'HTTP_301' },
  });
  expect(actionOf({ redirect: { protocol: 'HTTPS', status: 302 } })).toMatchObject({
    redirect: { protocol: 'HTTPS', statusCode: 'HTTP_302' },
  });
});

it('answers in plain text, with no body unless it says', () => {
  expect(actionOf({ respond: { status: 503 } })).toEqual({
    type: 'fixed-response',
    fixedResponse: { contentType: 'text/plain', statusCode: '503' },
  });
  expect(actionOf({ respond: { status: 200, body: '{}', contentType: 'application/json' } })).toMatchObject({
    fixedResponse: { contentType: 'application/json', messageBody: '{}', statusCode: '200' },
  });
});

it('hides from Terraform what it would read as its own', () => {
  expect(actionOf({ respond: { status: 200, body: '${1 + 1}' } })).toMatchObject({
    fixedResponse: { messageBody: '$${1 + 1}' },
  });
});

it('answers 404 to what no route takes', () => {
  const none = { type: 'fixed-response', fixedResponse: { contentType: 'text/plain', statusCode: '404' } };
  expect(renderDefaultAction([route({ match: { path: '/api' }, node: 'web' })], arnOf)).toEqual(none);
  expect(actionOf({ gateway: 'nowhere' })).toEqual(none);
  expect(actionOf({ gateway: 'ingress' })).toEqual({ type: 'forward', targetGroupArn: 'arn:ingress' });
});
