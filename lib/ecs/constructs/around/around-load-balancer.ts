/**
 * Resources around a load balancer: its names in DNS with their certificate, its logs, and its web ACL. This file is
 * loaded only if one of them is used, since their resources would cost every synth 10 ms.
 */
import type { Lb, LbConfig } from '@cdktf/provider-aws/lib/lb';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import type { Construct } from 'constructs';
import { isDualstack } from '../../../mesh/entry/ip-address-type';
import { LoadBalancerDomain } from './load-balancer-domain';
import { addLoadBalancerLogs, type LoadBalancerLogsProps } from './load-balancer-logs';

export interface AroundLoadBalancer {
  /** Attributes of the load balancer. */
  readonly config: Partial<LbConfig>;
  /** ARN of the certificate that is made for its domain. */
  readonly certificateArn?: string;
  /** Adds the resources that refer to the load balancer. */
  readonly complete: (lb: Lb) => void;
}

/** @param scope the load balancer's scope */
export function addAroundLoadBalancer(scope: Construct, props: LoadBalancerLogsProps): AroundLoadBalancer {
  const { application, loadBalancer, references } = props;
  const { name, domain, kind } = loadBalancer;
  const named =
    domain &&
    new LoadBalancerDomain(scope, 'Domain', {
      domain,
      name,
      references,
      isDualstack: isDualstack(loadBalancer, application.network),
    });
  const { dependsOn, ...logs } = addLoadBalancerLogs(scope, props);
  const certificateArn = named?.certificateArn;
  return {
    config: { ...logs, ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }) },
    ...(certificateArn !== undefined && { certificateArn }),
    complete: (lb) => {
      named?.addAliases(lb);
      if (kind === 'network' || loadBalancer.webAcl === undefined) return;
      const webAclArn = references.find(loadBalancer.webAcl, 'web-acl');
      new Wafv2WebAclAssociation(scope, 'WebAcl', { resourceArn: lb.arn, webAclArn });
    },
  };
}
