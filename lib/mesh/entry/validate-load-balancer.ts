/** Mistakes in the settings of one load balancer: ports, certificates, `open`, target groups. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { checkQuota, quotaCounts, type Quotas } from '../checks/quotas';
import { repeated } from '../checks/repeated';
import { type Ref, validateRef } from '../surroundings/reference';
import { validateDomain } from './domain';
import { hasCertificate, isOfHttp } from './load-balancer';
import { validateApplicationSettings, validateSettings } from './load-balancer-settings';
import type { MeshLoadBalancer } from './mesh-load-balancer';
import { validateOpen } from './open';
import { validateTargetGroup } from './target-group';

interface Place {
  readonly where: string;
  readonly quotas: Quotas;
}

export function validateLoadBalancer(loadBalancer: MeshLoadBalancer, place: Place): Problem[] {
  const { where } = place;
  return [
    ...validateTargetGroup(
      loadBalancer.targetGroup,
      isOfHttp(loadBalancer) ? 'application' : 'network',
      `${where} > target group`,
    ),
    ...validateKind(loadBalancer, place),
  ];
}

function validateKind(loadBalancer: MeshLoadBalancer, place: Place): Problem[] {
  if (loadBalancer.kind === 'existing') return validateExisting(loadBalancer, place);
  const { where } = place;
  const { port, certificateArn, open, domain } = loadBalancer;
  return [
    ...checkLimit(limits.port, port, `${where} > port`),
    ...(domain === undefined ? [] : validateDomain(domain, place)),
    ...(certificateArn === undefined ? [] : validateCertificate(certificateArn, where)),
    ...(loadBalancer.kind === 'application'
      ? validateHttps(loadBalancer, place)
      : validateNetwork(loadBalancer, where)),
    ...validateOpen(open, `${where} > open`),
    ...(open.length === 0 ? [problems.openEmpty(`${where} > open`)] : []),
  ];
}

function validateExisting(
  { listener, securityGroup, certificates = [], domain }: Extract<MeshLoadBalancer, { kind: 'existing' }>,
  place: Place,
): Problem[] {
  const { where } = place;
  return [
    ...validateRef(listener, { kind: 'listener', where: `${where} > listener` }),
    ...validateRef(securityGroup, { kind: 'security-group', where: `${where} > security group` }),
    ...(domain === undefined ? [] : validateDomain(domain, place)),
    ...validateFurther(certificates, place),
  ];
}

function validateNetwork(
  loadBalancer: Extract<MeshLoadBalancer, { kind: 'network' }>,
  where: string,
): Problem[] {
  const { domain, idleTimeout, certificateArn } = loadBalancer;
  return [
    ...validateSettings(loadBalancer, where),
    ...(idleTimeout !== undefined && certificateArn !== undefined
      ? [problems.idleOfTls(where, idleTimeout.milliseconds / 1000)]
      : checkLimit(limits.networkIdle, idleTimeout, where)),
    ...(domain?.certificate === true ? [problems.domainCertificate(`${where} > domain`)] : []),
  ];
}

function validateHttps(
  loadBalancer: Extract<MeshLoadBalancer, { kind: 'application' }>,
  place: Place,
): Problem[] {
  const { where } = place;
  const { port, httpsPort, certificates = [], certificateArn, domain } = loadBalancer;
  const isHttps = hasCertificate(loadBalancer);
  return [
    ...checkLimit(limits.port, httpsPort, `${where} > https port`),
    ...(isHttps && port === httpsPort ? [problems.portTwice(where, port)] : []),
    ...validateApplicationSettings(loadBalancer, { where, isHttps }),
    ...(certificateArn !== undefined && domain?.certificate === true
      ? [problems.certificateTwice(`${where} > domain`)]
      : []),
    ...(certificates.length > 0 && !isHttps ? [problems.certificatesAlone(where)] : []),
    ...validateFurther(certificates, place, certificateArn),
  ];
}

/** @param first the certificate of the listener, if it is made here */
function validateFurther(certificates: readonly Ref[], place: Place, first?: Ref): Problem[] {
  const { where } = place;
  return [
    ...checkQuota(quotaCounts.certificates, certificates, place),
    ...certificates.flatMap((certificate) => validateCertificate(certificate, where)),
    ...repeated([first, ...certificates].filter((each) => typeof each === 'string')).map((arn) =>
      problems.certificateRepeated(where, arn),
    ),
  ];
}

/** A wrong text has a problem of its own, so that it is reported once. */
function validateCertificate(certificate: Ref, where: string): Problem[] {
  if (typeof certificate !== 'string')
    return validateRef(certificate, { kind: 'certificate', where: `${where} > certificate` });
  return CERTIFICATE.test(certificate) ? [] : [problems.certificateArn(where, certificate)];
}

const CERTIFICATE = /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;
