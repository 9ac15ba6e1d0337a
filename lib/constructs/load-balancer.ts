/** An Application Load Balancer before a gateway. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import type { MeshApplication } from '../mesh/application';
import type { LoadBalancer } from '../mesh/load-balancer';
import { accountName, replaceableName } from '../mesh/names';

export interface GatewayLoadBalancerProps {
  readonly application: MeshApplication;
  /** Of the gateway. */
  readonly name: string;
  readonly loadBalancer: LoadBalancer;
  /** Where the tasks behind it listen. */
  readonly port: number;
  /** @default matcher '200' */
  readonly health: { readonly port: number; readonly path: string; readonly matcher?: string };
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly protect: boolean;
}

/** Draining, in seconds: long enough for a request at Envoy's 15 s limit, short enough for a deployment to move on. */
const DEREGISTRATION_SECONDS = 30;
/** TLS 1.2 and 1.3 with forward secrecy, AWS's recommended policy. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

export class GatewayLoadBalancer extends Construct {
  readonly targetGroupArn: string;
  /** Where the tasks behind it listen. */
  readonly port: number;
  readonly url: string;
  /** What a service must wait for: ECS refuses a target group that no load balancer uses. */
  readonly listeners: readonly LbListener[];

  constructor(scope: Construct, id: string, props: GatewayLoadBalancerProps) {
    super(scope, id);
    const { application, name, loadBalancer, subnetIds, securityGroupId, protect } = props;
    const lb = new Lb(this, 'LoadBalancer', {
      name: accountName(application, name),
      internal: false,
      loadBalancerType: 'application',
      subnets: [...subnetIds],
      securityGroups: [securityGroupId],
      dropInvalidHeaderFields: true,
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
    const group = this.addTargetGroup(props);
    const { port, httpsPort, certificateArn } = loadBalancer;
    const forward = [{ type: 'forward', targetGroupArn: group.arn }];
    if (certificateArn === undefined) {
      this.listeners = [
        new LbListener(this, 'http', {
          loadBalancerArn: lb.arn,
          port,
          protocol: 'HTTP',
          defaultAction: forward,
        }),
      ];
    } else {
      const redirect = { port: String(httpsPort), protocol: 'HTTPS', statusCode: 'HTTP_301' };
      this.listeners = [
        new LbListener(this, 'http', {
          loadBalancerArn: lb.arn,
          port,
          protocol: 'HTTP',
          defaultAction: [{ type: 'redirect', redirect }],
        }),
        new LbListener(this, 'https', {
          loadBalancerArn: lb.arn,
          port: httpsPort,
          protocol: 'HTTPS',
          sslPolicy: TLS_POLICY,
          certificateArn,
          defaultAction: forward,
        }),
      ];
    }
    this.targetGroupArn = group.arn;
    this.port = props.port;
    const [scheme, own, usual] =
      certificateArn === undefined ? ['http', port, 80] : ['https', httpsPort, 443];
    this.url = `${scheme}://${lb.dnsName}${own === usual ? '' : `:${own}`}`;
  }

  /**
   * Made before its predecessor goes, since a listener uses that one; the name differs with what replaces the group: its
   * port, and the VPC, which its block replaces.
   */
  private addTargetGroup({
    application,
    name,
    port,
    health,
    vpcId,
  }: GatewayLoadBalancerProps): LbTargetGroup {
    return new LbTargetGroup(this, 'TargetGroup', {
      name: replaceableName(accountName(application, name), 'ip', 'HTTP', port, application.network.cidr),
      port,
      protocol: 'HTTP',
      targetType: 'ip',
      vpcId,
      deregistrationDelay: String(DEREGISTRATION_SECONDS),
      healthCheck: {
        port: String(health.port),
        path: health.path,
        protocol: 'HTTP',
        matcher: health.matcher ?? '200',
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
