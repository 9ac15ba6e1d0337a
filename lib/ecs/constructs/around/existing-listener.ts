/** What is added around a listener that exists: certificates, and names in DNS that lead to its load balancer. */
import { DataAwsLb } from '@cdktf/provider-aws/lib/data-aws-lb';
import { DataAwsLbListener } from '@cdktf/provider-aws/lib/data-aws-lb-listener';
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { Construct } from 'constructs';
import { hostOfDomain } from '../../../mesh/entry/domain';
import { type ExistingMeshLoadBalancer, ownerOf } from '../../../mesh/entry/mesh-load-balancer';
import type { Entry } from '../placement';
import type { References } from '../references';
import { LoadBalancerDomain } from './load-balancer-domain';
import { addCertificates } from './load-balancer-rules';

export interface ExistingListenerProps {
  readonly loadBalancer: ExistingMeshLoadBalancer;
  readonly listenerArn: string;
  readonly references: References;
}

/** @param scope the load balancer's @returns where clients enter, if it gets a name */
export function addAroundListener(scope: Construct, props: ExistingListenerProps): Entry | undefined {
  const { loadBalancer, references } = props;
  const { name, domain, certificates = [] } = loadBalancer;
  const isHttps = certificates.length > 0 || domain?.certificate === true;
  const listener = findListener(scope, props, isHttps);
  addCertificates(scope, { loadBalancer, listenerArn: listener.arn, references });
  if (domain === undefined) return undefined;
  // Synth does not know whether it has IPv6 addresses, and each of its names has IPv4.
  const named = new LoadBalancerDomain(scope, 'Domain', { domain, name, references, isDualstack: false });
  if (named.certificateArn !== undefined)
    new LbListenerCertificate(new Construct(scope, 'domain'), 'Certificate', {
      listenerArn: listener.arn,
      certificateArn: named.certificateArn,
    });
  const lb = new DataAwsLb(scope, 'LoadBalancer', { arn: listener.loadBalancerArn });
  named.addAliases(lb);
  const url = urlOf(listener, hostOfDomain(domain) ?? lb.dnsName);
  return { dnsName: lb.dnsName, url, owner: ownerOf(loadBalancer), internal: undefined };
}

/** AWS takes a certificate for a listener of HTTP and never uses it. */
function findListener(
  scope: Construct,
  { loadBalancer: { name }, listenerArn: arn }: ExistingListenerProps,
  isHttps: boolean,
): DataAwsLbListener {
  const postcondition = {
    condition: '${self.protocol == "HTTPS"}',
    errorMessage: `The listener of load balancer ${name} must speak HTTPS to use certificates. It speaks \${self.protocol}.`,
  };
  return new DataAwsLbListener(scope, 'Listener', {
    arn,
    ...(isHttps && { lifecycle: { postcondition: [postcondition] } }),
  });
}

/** Only the plan knows protocol and port. The port is left out where it is the usual one. */
function urlOf({ fqn }: DataAwsLbListener, host: string): string {
  const { protocol, port } = { protocol: `${fqn}.protocol`, port: `${fqn}.port` };
  const isUsual = `${port} == (${protocol} == "HTTPS" ? 443 : 80)`;
  return `\${lower(${protocol})}://${host}\${${isUsual} ? "" : ":\${${port}}"}`;
}
