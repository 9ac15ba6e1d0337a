/** The load balancer before a gateway, or before a node where no gateway runs. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import type { LoadBalancer } from '../../mesh/entry/load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import { accountName, replaceableName } from '../../mesh/account-names';
import { networkKey } from '../../mesh/surroundings/network';
import { listenersOf, urlOf } from './load-balancer-listeners';

export interface GatewayLoadBalancerProps {
  readonly application: MeshApplication;
  /** Name of the gateway. */
  readonly name: string;
  readonly loadBalancer: LoadBalancer;
  /** Where the tasks behind it listen. */
  readonly port: number;
  /**
   * Without a path an open port is enough. Only a Network Load Balancer can check that.
   * @default port - the port of each registered task, so that an old task is checked where it listens
   */
  readonly health: { readonly port?: number; readonly path?: string; readonly matcher?: string };
  /** How long a connection may carry nothing. */
  readonly idle: LoadBalancerIdle;
  /** How long requests may still take on a task that leaves. */
  readonly deregistrationSeconds: number;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly protect: boolean;
}

/** AWS's words and settings for HTTP, and for TCP. */
const words = {
  application: { protocol: 'HTTP', lb: { dropInvalidHeaderFields: true }, group: {} },
  // Without it, an address of the load balancer in a zone without tasks would not answer.
  network: {
    protocol: 'TCP',
    lb: { enableCrossZoneLoadBalancing: true },
    // Off by default for targets that are addresses. The gateway would take the load balancer for its client (decision
    // 0028).
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
      // A Network Load Balancer takes a group only when it is created.
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
   * Created before its predecessor is deleted, since a listener uses that one. So the name differs with what makes
   * Terraform replace the group: its protocol and port, and the VPC, which its block replaces. A changed port alone
   * replaces nothing: ECS registers each task with a port of its own, and a listener would lead to a new group without
   * tasks.
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
      name: replaceableName(
        accountName(application, name),
        'ip',
        protocol,
        port,
        networkKey(application.network),
      ),
      port,
      protocol,
      targetType: 'ip',
      vpcId,
      deregistrationDelay: String(deregistrationSeconds),
      ...group,
      healthCheck: {
        port: health.port === undefined ? 'traffic-port' : String(health.port),
        // For TCP too: an open port says that Envoy runs, not that it is ready.
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
