/** The rules of a load balancer's listener: which requests go to which target group, and which ones it answers itself. */
import type { LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener';
import type { LbListenerRuleCondition, LbListenerRuleConfig } from '@cdktf/provider-aws/lib/lb-listener-rule';
import type { LoadBalancerCondition } from '../mesh/entry/load-balancer-match';
import { isDefault, type MeshLoadBalancerRoute } from '../mesh/entry/load-balancer-route';
import { escapeTemplate } from './escape-template';
import { groupOf } from './load-balancer-end';

/** ARN of a route's target group; undefined if it leads nowhere on the target. */
export type GroupArnOf = (group: string) => string | undefined;

/** The action for requests that no rule takes: without a route for them, the load balancer answers 404. */
export function renderDefaultAction(
  routes: readonly MeshLoadBalancerRoute[],
  arnOf: GroupArnOf,
): LbListenerDefaultAction {
  const route = routes.find(isDefault);
  const action = route && renderAction(route, arnOf);
  return (
    action ?? { type: 'fixed-response', fixedResponse: { contentType: 'text/plain', statusCode: '404' } }
  );
}

/** Undefined if the route leads nowhere on this target, which is reported. */
export function renderRule(
  route: MeshLoadBalancerRoute,
  arnOf: GroupArnOf,
): Omit<LbListenerRuleConfig, 'listenerArn'> | undefined {
  const action = renderAction(route, arnOf);
  if (action === undefined || route.priority === undefined) return undefined;
  return { priority: route.priority, action: [action], condition: route.match.map(renderCondition) };
}

function renderAction(route: MeshLoadBalancerRoute, arnOf: GroupArnOf): LbListenerDefaultAction | undefined {
  const { redirect, respond } = route;
  if (redirect !== undefined) {
    const { status = 301, port, ...parts } = redirect;
    return {
      type: 'redirect',
      redirect: {
        ...Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, escapeTemplate(value)])),
        ...(port !== undefined && { port: String(port) }),
        statusCode: `HTTP_${status}`,
      },
    };
  }
  if (respond !== undefined) {
    const { status, body, contentType = 'text/plain' } = respond;
    return {
      type: 'fixed-response',
      fixedResponse: {
        contentType,
        ...(body !== undefined && { messageBody: escapeTemplate(body) }),
        statusCode: String(status),
      },
    };
  }
  const targetGroupArn = arnOf(groupOf(route));
  return targetGroupArn === undefined ? undefined : { type: 'forward', targetGroupArn };
}

function renderCondition({ kind, name = '', values: given }: LoadBalancerCondition): LbListenerRuleCondition {
  const values = given.map(escapeTemplate);
  switch (kind) {
    case 'hostname':
      return { hostHeader: { values } };
    case 'path':
      return { pathPattern: { values } };
    case 'header':
      return { httpHeader: { httpHeaderName: name, values } };
    case 'method':
      return { httpRequestMethod: { values } };
    case 'queryParameter':
      return { queryString: values.map((value) => ({ key: escapeTemplate(name), value })) };
    case 'sourceIp':
      return { sourceIp: { values } };
  }
}
