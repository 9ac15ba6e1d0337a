/**
 * The rules of a listener, and its further certificates. Few load balancers have any, so this file is loaded only if
 * needed.
 */
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ApplicationLoadBalancer } from '../../../mesh/entry/load-balancer';
import type { MeshLoadBalancerRoute } from '../../../mesh/entry/load-balancer-route';
import { type GroupArnOf, renderRule } from '../../load-balancer-rule';
import type { References } from '../references';

export interface RulesProps {
  readonly routes: readonly MeshLoadBalancerRoute[];
  readonly listenerArn: string;
  readonly arnOf: GroupArnOf;
}

export function addRules(
  scope: Construct,
  { routes, listenerArn, arnOf }: RulesProps,
): ITerraformDependable[] {
  const rules = new Construct(scope, 'Rules');
  return routes.flatMap((route) => {
    const rule = renderRule(route, arnOf);
    if (rule === undefined) return [];
    return [new LbListenerRule(new Construct(rules, route.name), 'Rule', { listenerArn, ...rule })];
  });
}

export interface CertificatesProps {
  readonly loadBalancer: Pick<ApplicationLoadBalancer, 'certificates'>;
  readonly listenerArn: string;
  readonly references: Pick<References, 'find'>;
}

/** Named by their place in the list, after the first one: a reference that is resolved at plan has no name here. */
export function addCertificates(
  scope: Construct,
  { loadBalancer: { certificates = [] }, listenerArn, references }: CertificatesProps,
): void {
  const scopes = new Construct(scope, 'Certificates');
  certificates.forEach((certificate, index) => {
    new LbListenerCertificate(new Construct(scopes, String(index + 2)), 'Certificate', {
      listenerArn,
      certificateArn: references.find(certificate, 'certificate'),
    });
  });
}
