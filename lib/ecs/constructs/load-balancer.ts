/** The load balancer before a gateway, or before a node where no gateway runs. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import type { LoadBalancer } from '../../mesh/entry/load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import { accountName, replaceableName } from '../../mesh/names';
import { listenersOf, urlOf } from './load-balancer-listeners';

export interface GatewayLoadBalancerProps {
  readonly application: MeshApplication;
  /** Name of the gateway. */
  readonly name: string;
  readonly loadBalancer: LoadBalancer;
  /** Where the tasks behind it listen. */
  readonly port: number;
  /**
   * Without a path, an open port is enough, which only a Network Load Balancer can ask for.
   * @default port - of each task's own target, so that a task of before is asked where it listens
   */
  readonly health: { readonly port?: number; readonly path?: string; readonly matcher?: string };
  /** How long a connection may carry nothing. */
  readonly idle: LoadBalancerIdle;
  /** How long requests that it has passed on to a task may take to end, once the task leaves. */
  readonly deregistrationSeconds: number;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly protect: boolean;
}

/** What AWS calls things before HTTP, and before TCP. */
const words = {
  application: { protocol: 'HTTP', lb: { dropInvalidHeaderFields: true }, group: {} },
  // Without it, an address of the load balancer in a zone where no task runs would not answer.
  network: {
    protocol: 'TCP',
    lb: { enableCrossZoneLoadBalancing: true },
    // Off by default for addresses as targets: the gateway would take the balancer for its client (decision 0028).
    group: { preserveClientIp: 'true' },
  },
} as const;

export class GatewayLoadBalancer extends Construct {
  readonly targetGroupArn: string;
  /** Where the tasks behind it listen. */
  readonly port: number;
  readonly dnsName: string;
  readonly url: string;
  /** What a service must wait for: ECS refuses a target group that no load balancer uses. */
  readonly listeners: readonly LbListener[];

  constructor(scope: Construct, id: string, props: GatewayLoadBalancerProps) {
    super(scope, id);
    const { application, name, loadBalancer, idle, subnetIds, securityGroupId, protect } = props;
    const lb = new Lb(this, 'LoadBalancer', {
      name: accountName(application, name),
      internal: false,
      loadBalancerType: loadBalancer.kind,
      subnets: [...subnetIds],
      // A Network Load Balancer takes a group when it is made, or never.
      securityGroups: [securityGroupId],
      ...words[loadBalancer.kind].lb,
      ...(loadBalancer.kind === 'application' && !idle.isUsual && { idleTimeout: idle.seconds }),
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
    const group = this.addTargetGroup(props);
    this.listeners = Object.entries(listenersOf(loadBalancer, idle, group.arn)).map(
      ([listener, config]) => new LbListener(this, listener, { loadBalancerArn: lb.arn, ...config }),
    );
    this.targetGroupArn = group.arn;
    this.port = props.port;
    this.dnsName = lb.dnsName;
    this.url = urlOf(loadBalancer, lb.dnsName);
  }

  /**
   * Made before its predecessor goes, since a listener uses that one; the name differs with what replaces the group: its
   * protocol and port, and the VPC, which its block replaces. Another port alone replaces nothing: it is what a target has
   * that says none, and ECS says one for each. A listener would lead to the new group before a task is in it.
   */
  private addTargetGroup({
    application,
    name,
    loadBalancer,
    port,
    health,
    deregistrationSeconds,
    vpcId,
  }: GatewayLoadBalancerProps): LbTargetGroup {
    const { protocol, group } = words[loadBalancer.kind];
    return new LbTargetGroup(this, 'TargetGroup', {
      name: replaceableName(accountName(application, name), 'ip', protocol, port, application.network.cidr),
      port,
      protocol,
      targetType: 'ip',
      vpcId,
      deregistrationDelay: String(deregistrationSeconds),
      ...group,
      healthCheck: {
        port: health.port === undefined ? 'traffic-port' : String(health.port),
        // Before TCP, too: an open port says that Envoy runs, and not that it is ready.
        ...(health.path === undefined
          ? { protocol: 'TCP' }
          : { path: health.path, protocol: 'HTTP', matcher: health.matcher ?? '200' }),
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['name', 'port'] },
    });
  }
}
