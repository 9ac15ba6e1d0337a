/** A load balancer with its listeners and its target groups, before gateways and nodes. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { ownerOf } from '../../mesh/entry/mesh-load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import { hostOfDomain } from '../../mesh/entry/domain';
import { accountName, targetGroupName } from '../../mesh/account-names';
import { lookupIn } from '../../mesh/lookup';
import { leaveTimes } from '../leave-times';
import type { LoadBalancerEnd } from '../load-balancer-end';
import { renderLoadBalancerSettings } from '../load-balancer-settings';
import type { AroundLoadBalancer } from './around/around-load-balancer';
import type { LoadBalancerLogsProps } from './around/load-balancer-logs';
import { listenersOf, urlOf } from './load-balancer-listeners';
import type { Entry } from './placement';

export interface EntryLoadBalancerProps extends LoadBalancerLogsProps {
  /** Where it leads; one of these at least. */
  readonly ends: readonly LoadBalancerEnd[];
  /** How long a connection may carry nothing. */
  readonly idle: LoadBalancerIdle;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
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

export class EntryLoadBalancer extends Construct implements Entry {
  readonly dnsName: string;
  readonly url: string;
  readonly owner: Entry['owner'];
  /** What a service must wait for: ECS refuses a target group that no load balancer uses. */
  readonly listeners: readonly LbListener[];

  private readonly groups: ReadonlyMap<string, LbTargetGroup>;

  constructor(scope: Construct, id: string, props: EntryLoadBalancerProps) {
    super(scope, id);
    const { application, loadBalancer, ends, idle, subnetIds, securityGroupId, protect } = props;
    const { domain } = loadBalancer;
    const around = aroundOf(this, props);
    const lb = new Lb(this, 'LoadBalancer', {
      name: accountName(application, loadBalancer.name),
      internal: false,
      loadBalancerType: loadBalancer.kind,
      subnets: [...subnetIds],
      // A Network Load Balancer takes a group only when it is created.
      securityGroups: [securityGroupId],
      ...words[loadBalancer.kind].lb,
      ...(loadBalancer.kind === 'application' && !idle.isUsual && { idleTimeout: idle.seconds }),
      ...renderLoadBalancerSettings(loadBalancer),
      ...around?.config,
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
    around?.complete(lb);
    this.groups = new Map(ends.map((end) => [end.group, this.addTargetGroup(end, props)]));
    const [first] = ends;
    const refs = {
      targetGroupArn: this.targetGroupArn(first?.group ?? ''),
      ...(around?.certificateArn !== undefined && { certificateArn: around.certificateArn }),
    };
    this.listeners = Object.entries(listenersOf(loadBalancer, idle, refs)).map(
      ([listener, config]) => new LbListener(this, listener, { loadBalancerArn: lb.arn, ...config }),
    );
    this.dnsName = lb.dnsName;
    this.owner = ownerOf(loadBalancer);
    this.url = urlOf(loadBalancer, (domain && hostOfDomain(domain)) ?? lb.dnsName);
  }

  targetGroupArn(group: string): string {
    const found = this.groups.get(group);
    if (found === undefined) throw new Error(`bug: no target group for ${group}; please report`);
    return found.arn;
  }

  /**
   * Created before its predecessor is deleted, since a listener uses that one. So the name differs with what makes
   * Terraform replace the group: its protocol and port, and the VPC, which its block replaces. A changed port alone
   * replaces nothing: ECS registers each task with a port of its own, and a listener would lead to a new group without
   * tasks.
   */
  private addTargetGroup(
    end: LoadBalancerEnd,
    { application, loadBalancer, vpcId }: EntryLoadBalancerProps,
  ): LbTargetGroup {
    const { health, port } = end;
    const { protocol, group } = words[loadBalancer.kind];
    // The group of the gateway or node after which the load balancer is called has the same address as that.
    const scope = end.group === loadBalancer.name ? this : new Construct(this, end.group);
    return new LbTargetGroup(scope, 'TargetGroup', {
      name: targetGroupName(application, end, protocol),
      port,
      protocol,
      targetType: 'ip',
      vpcId,
      deregistrationDelay: String(deregistrationSeconds(application, end)),
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

/** Undefined where nothing stands around it. */
function aroundOf(scope: Construct, props: LoadBalancerLogsProps): AroundLoadBalancer | undefined {
  const { loadBalancer } = props;
  const { domain, accessLogs } = loadBalancer;
  const ofHttp =
    loadBalancer.kind === 'application' ? [loadBalancer.connectionLogs, loadBalancer.webAcl] : [];
  if ([domain, accessLogs, ...ofHttp].every((each) => each === undefined)) return undefined;
  const { addAroundLoadBalancer } =
    require('./around/around-load-balancer') as typeof import('./around/around-load-balancer');
  return addAroundLoadBalancer(scope, props);
}

/** How long requests may still take on a task that leaves. */
function deregistrationSeconds(application: MeshApplication, { destination }: LoadBalancerEnd): number {
  const longestRequest = lookupIn(application).calls().longestRequest(destination);
  // How many containers are to be stopped afterwards makes no difference to a load balancer.
  return leaveTimes({ longestRequest, hasApplication: true }).deregistration;
}
