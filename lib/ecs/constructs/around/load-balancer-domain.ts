/** The names of a load balancer in a Route 53 zone, and a certificate for them that is validated there. */
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import type { Lb } from '@cdktf/provider-aws/lib/lb';
import { Construct } from 'constructs';
import { type Domain, isWildcard, validatedName } from '../../../mesh/entry/domain';
import type { Ref } from '../../../mesh/surroundings/reference';
import type { References } from '../references';

export interface LoadBalancerDomainProps {
  readonly domain: Domain;
  readonly references: References;
  /** The load balancer has IPv6 addresses too. */
  readonly isDualstack: boolean;
  /** The name in messages of a plan: `ingress`. */
  readonly name: string;
}

/** Seconds that resolvers keep a record of validation: the value that ACM's console writes. */
const VALIDATION_TTL = 300;

export class LoadBalancerDomain extends Construct {
  /** A validated certificate, for a listener; undefined if none is made. */
  readonly certificateArn: string | undefined;
  private readonly zoneId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancerDomainProps,
  ) {
    super(scope, id);
    this.zoneId = this.addZone().zoneId;
    this.certificateArn = props.domain.certificate ? this.addCertificate() : undefined;
  }

  /** Names of the load balancer's addresses. */
  addAliases({ dnsName, zoneId }: Pick<Lb, 'dnsName' | 'zoneId'>): void {
    for (const name of this.props.domain.name) {
      const alias = { name: dnsName, zoneId, evaluateTargetHealth: true };
      const record = { zoneId: this.zoneId, name, alias };
      new Route53Record(new Construct(this, idOf(name)), 'Alias', { ...record, type: 'A' });
      if (this.props.isDualstack)
        new Route53Record(new Construct(this, `${idOf(name)}_ipv6`), 'Alias', { ...record, type: 'AAAA' });
    }
  }

  /** Read before anything is made, so that a name of another zone stops the plan. */
  private addZone(): DataAwsRoute53Zone {
    const { domain, references, name: balancer } = this.props;
    const names = domain.name.map((name) => `"${validatedName(name)}"`).join(', ');
    return new DataAwsRoute53Zone(this, 'Zone', {
      ...(isZoneName(domain.zone) ? { name: domain.zone } : { zoneId: references.find(domain.zone, 'zone') }),
      lifecycle: {
        postcondition: [
          {
            condition: `\${alltrue([for name in [${names}] : endswith(".\${name}", ".\${trimsuffix(self.name, ".")}")])}`,
            errorMessage: `The domain of load balancer ${balancer} has a name that is not in zone \${self.name}.`,
          },
          ...(domain.certificate
            ? [
                {
                  condition: '${!self.private_zone}',
                  errorMessage: `ACM cannot see the private zone \${self.name}: give load balancer ${balancer} a certificateArn, or write certificate: false.`,
                },
              ]
            : []),
        ],
      },
    });
  }

  private addCertificate(): string {
    const [first = '', ...others] = this.props.domain.name;
    const certificate = new AcmCertificate(this, 'Certificate', {
      domainName: first,
      ...(others.length > 0 && { subjectAlternativeNames: [...others].sort() }),
      validationMethod: 'DNS',
      // A listener uses it until its successor exists.
      lifecycle: { createBeforeDestroy: true },
    });
    const names = [...new Set(this.props.domain.name.map(validatedName))].sort();
    const records = names.map((name) => this.addValidationRecord(certificate, name));
    return new AcmCertificateValidation(this, 'Validation', {
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map(({ fqdn }) => fqdn),
    }).certificateArn;
  }

  /** One for each name, not one for each element of a list. So its address is known at synth, and readable. */
  private addValidationRecord(certificate: AcmCertificate, name: string): Route53Record {
    const asked = this.props.domain.name.find((one) => validatedName(one) === name) ?? name;
    const options = `${certificate.fqn}.domain_validation_options`;
    const told = (member: string) =>
      `\${one([for option in ${options} : option.${member} if option.domain_name == "${asked}"])}`;
    return new Route53Record(new Construct(this, `validation_${idOf(name)}`), 'Record', {
      zoneId: this.zoneId,
      name: told('resource_record_name'),
      type: 'CNAME',
      ttl: VALIDATION_TTL,
      records: [told('resource_record_value')],
      // Another certificate of the account for this name needs the same record.
      allowOverwrite: true,
    });
  }
}

/** The id of a zone has no dot. By its name the provider finds public zones only. */
const isZoneName = (zone: Ref): zone is string => typeof zone === 'string' && zone.includes('.');

/** `shop_example_com`, and `any_shop_example_com` for `*.shop.example.com`: names of zones have no `_`. */
const idOf = (name: string) => `${isWildcard(name) ? 'any_' : ''}${validatedName(name).replaceAll('.', '_')}`;
