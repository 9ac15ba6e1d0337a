/** A load balancer with its listeners and rules, or the rules on a listener that exists, before target groups. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { isDefault } from '../../mesh/entry/load-balancer-route';
import { hostOfDomain } from '../../mesh/entry/domain';
import {
  type MeshLoadBalancer,
  type OwnMeshLoadBalancer,
  ownerOf,
} from '../../mesh/entry/mesh-load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import { accountName } from '../../mesh/account-names';
import type { LoadBalancerEnd } from '../load-balancer-end';
import { renderDefaultAction } from '../load-balancer-rule';
import { renderLoadBalancerSettings } from '../load-balancer-settings';
import type { AroundLoadBalancer } from './around/around-load-balancer';
import type { LoadBalancerLogsProps } from './around/load-balancer-logs';
import { listenersOf, urlOf } from './load-balancer-listeners';
import type { RulesProps } from './around/load-balancer-rules';
import type { Entry } from './placement';
import { loadBalancerSuffix, TargetGroups } from './target-groups';

export interface EntryLoadBalancerProps extends Omit<LoadBalancerLogsProps, 'loadBalancer'> {
  readonly loadBalancer: MeshLoadBalancer;
  /** The ends that it leads to; at least one. */
  readonly ends: readonly LoadBalancerEnd[];
  /** How long a connection may carry nothing. */
  readonly idle: LoadBalancerIdle;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Its own group; undefined for the group of a listener that exists. */
  readonly securityGroupId: string | undefined;
}

/** AWS's words and settings for HTTP, and for TCP. */
const settings = {
  application: { dropInvalidHeaderFields: true },
  // Without it, the load balancer's address in a zone without tasks would not answer.
  network: { enableCrossZoneLoadBalancing: true },
} as const;

export class EntryLoadBalancer extends Construct {
  /** Where clients enter; undefined for a listener that exists and gets no name here. */
  readonly entry: Entry | undefined;
  /** A service must wait for these: ECS refuses a target group that no load balancer uses. */
  readonly leading: readonly ITerraformDependable[];

  private readonly groups: TargetGroups;
  private readonly arnSuffix: string;

  constructor(scope: Construct, id: string, props: EntryLoadBalancerProps) {
    super(scope, id);
    const { loadBalancer, references } = props;
    this.groups = new TargetGroups(this, props);
    if (loadBalancer.kind === 'existing') {
      const listenerArn = references.find(loadBalancer.listener, 'listener');
      this.arnSuffix = loadBalancerSuffix(listenerArn);
      this.leading = addRules(this, { routes: loadBalancer.routes, listenerArn, arnOf: this.groups.arnOf });
      const { domain, certificates } = loadBalancer;
      if (domain ?? certificates)
        this.entry = loadExisting().addAroundListener(this, { loadBalancer, listenerArn, references });
      return;
    }
    const around = aroundOf(this, { ...props, loadBalancer });
    const lb = this.addLoadBalancer(loadBalancer, { ...props, around });
    around?.complete(lb);
    this.arnSuffix = lb.arnSuffix;
    const listeners = this.addListeners(lb, loadBalancer, { ...props, around });
    const listenerArn = listeners.at(-1)?.arn ?? '';
    const { routes, kind, internal, domain } = loadBalancer;
    const rules = addRules(this, { routes, listenerArn, arnOf: this.groups.arnOf });
    if (kind === 'application' && loadBalancer.certificates)
      loadRules().addCertificates(this, { loadBalancer, listenerArn, references });
    this.leading = [...listeners, ...rules];
    const { dnsName } = lb;
    const url = urlOf(loadBalancer, (domain && hostOfDomain(domain)) ?? dnsName);
    this.entry = { dnsName, url, owner: ownerOf(loadBalancer), internal };
  }

  /** Application Auto Scaling API, PredefinedMetricSpecification: ResourceLabel. */
  requestLabel(group: string): string {
    return `${this.arnSuffix}/${this.groups.arnSuffixOf(group) ?? ''}`;
  }

  targetGroupArn(group: string): string {
    const arn = this.groups.arnOf(group);
    if (arn === undefined) throw new Error(`bug: no target group for ${group}; please report`);
    return arn;
  }

  private addLoadBalancer(loadBalancer: OwnMeshLoadBalancer, props: Placing): Lb {
    const { application, idle, subnetIds, securityGroupId = '', protect, around } = props;
    const { name, kind, internal } = loadBalancer;
    return new Lb(this, 'LoadBalancer', {
      name: accountName(application, name),
      internal,
      loadBalancerType: kind,
      subnets: [...subnetIds],
      // A Network Load Balancer can get a security group only when it is created.
      securityGroups: [securityGroupId],
      ...settings[kind],
      ...(kind === 'application' && !idle.isUsual && { idleTimeout: idle.seconds }),
      ...renderLoadBalancerSettings(loadBalancer, application.network),
      ...around?.config,
      ...(protect && { lifecycle: { preventDestroy: true } }),
    });
  }

  private addListeners(
    { arn: loadBalancerArn }: Lb,
    loadBalancer: OwnMeshLoadBalancer,
    { idle, references, around }: Placing,
  ): LbListener[] {
    const { certificateArn: certificate, routes } = loadBalancer;
    const certificateArn =
      certificate === undefined ? around?.certificateArn : references.find(certificate, 'certificate');
    const action = renderDefaultAction(routes, this.groups.arnOf);
    return Object.entries(listenersOf(loadBalancer, { action, idle, certificateArn })).map(
      ([listener, config]) => new LbListener(this, listener, { loadBalancerArn, ...config }),
    );
  }
}

interface Placing extends EntryLoadBalancerProps {
  readonly around: AroundLoadBalancer | undefined;
}

/** Undefined if there are no resources around it. */
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

function addRules(scope: Construct, props: RulesProps): ITerraformDependable[] {
  return props.routes.every(isDefault) ? [] : loadRules().addRules(scope, props);
}

const loadExisting = () =>
  require('./around/existing-listener') as typeof import('./around/existing-listener');

const loadRules = () =>
  require('./around/load-balancer-rules') as typeof import('./around/load-balancer-rules');
