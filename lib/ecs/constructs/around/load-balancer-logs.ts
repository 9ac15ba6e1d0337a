/** Where a load balancer writes its logs, and the resources that must exist before. */
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accountName } from '../../../mesh/account-names';
import type { MeshApplication } from '../../../mesh/application';
import { type LoadBalancerLogs, OWN_PREFIX } from '../../../mesh/entry/load-balancer-logs';
import type { OwnMeshLoadBalancer } from '../../../mesh/entry/mesh-load-balancer';
import type { LogFiles } from '../../log-bucket-policy';
import { LogBucket } from './log-bucket';
import type { References } from '../references';

export interface LoadBalancerLogsProps {
  readonly application: MeshApplication;
  readonly loadBalancer: OwnMeshLoadBalancer;
  readonly references: References;
  readonly accountId: string;
  readonly region: string;
  readonly protect: boolean;
}

/** A block of `aws_lb`. */
export interface LogBlock {
  readonly bucket: string;
  readonly prefix?: string;
  readonly enabled: true;
}

export interface PlacedLogs {
  readonly accessLogs?: LogBlock;
  readonly connectionLogs?: LogBlock;
  readonly dependsOn: readonly ITerraformDependable[];
}

type Kind = keyof typeof OWN_PREFIX;

/** @param scope the load balancer's scope */
export function addLoadBalancerLogs(scope: Construct, props: LoadBalancerLogsProps): PlacedLogs {
  const asked = logsOf(props.loadBalancer);
  const files = asked.filter(([, { bucket }]) => bucket === undefined).map((each) => filesOf(each, props));
  const own = files.length === 0 ? undefined : addBucket(scope, files, props);
  const blocks = asked.map(([kind, logs]) => [kind, blockOf(kind, logs, { own, props })] as const);
  return { ...Object.fromEntries(blocks), dependsOn: own === undefined ? [] : [own.policy] };
}

function logsOf(loadBalancer: OwnMeshLoadBalancer): (readonly [Kind, LoadBalancerLogs])[] {
  const { accessLogs } = loadBalancer;
  const connectionLogs = loadBalancer.kind === 'application' ? loadBalancer.connectionLogs : undefined;
  return [
    ...(accessLogs ? [['accessLogs', accessLogs] as const] : []),
    ...(connectionLogs ? [['connectionLogs', connectionLogs] as const] : []),
  ];
}

function filesOf(
  [kind, { prefix = OWN_PREFIX[kind], retentionDays }]: readonly [Kind, LoadBalancerLogs],
  { application }: LoadBalancerLogsProps,
): LogFiles {
  return { prefix, retentionDays: retentionDays ?? application.logs.retentionDays };
}

function addBucket(scope: Construct, files: readonly LogFiles[], props: LoadBalancerLogsProps): LogBucket {
  const { application, loadBalancer, accountId } = props;
  // Names of buckets are unique in the whole world, so the account's number is part of the name.
  const bucket = `${accountName(application, loadBalancer.name)}-logs-${accountId}`;
  return new LogBucket(new Construct(scope, 'logs'), 'Logs', {
    ...props,
    kind: loadBalancer.kind,
    bucket,
    files,
  });
}

function blockOf(
  kind: Kind,
  { bucket, prefix }: LoadBalancerLogs,
  { own, props }: { readonly own: LogBucket | undefined; readonly props: LoadBalancerLogsProps },
): LogBlock {
  if (bucket === undefined)
    return { bucket: own?.bucket ?? '', prefix: prefix ?? OWN_PREFIX[kind], enabled: true };
  const found = props.references.find(bucket, 'bucket');
  return { bucket: found, ...(prefix !== undefined && { prefix }), enabled: true };
}
