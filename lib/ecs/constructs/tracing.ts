/** The X-Ray group of an application's traces, and how often SDKs in its services sample. */
import { XrayGroup } from '@cdktf/provider-aws/lib/xray-group';
import { XraySamplingRule } from '@cdktf/provider-aws/lib/xray-sampling-rule';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, meshName } from '../../mesh/account-names';
import type { Tracer, Tracing } from '../../mesh/tracing';
import type { Statement } from './role';

/** Rights of the sidecar that receives an Envoy's traces. X-Ray's write calls cannot name resources. */
export function traceStatements({ tracing }: MeshApplication): Statement[] {
  return tracing ? [{ actions: WRITES[tracing.tracer], resources: ['*'] }] : [];
}

/** The daemon reports on itself. The collector's X-Ray exporter does so only where its configuration says it. */
const WRITES: Readonly<Record<Tracer, readonly string[]>> = {
  xray: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  opentelemetry: ['xray:PutTraceSegments'],
};

export interface TracingResourcesProps {
  readonly application: MeshApplication;
  readonly tracing: Tracing;
}

export class TracingResources extends Construct {
  constructor(scope: Construct, id: string, { application, tracing }: TracingResourcesProps) {
    super(scope, id);
    const name = accountName(application);
    // Envoy names its segments <mesh>/<resource>, and every trace from outside begins at a gateway.
    const entries = application.gateways.map(
      (gateway) => `service("${meshName(application)}/${gateway.name}")`,
    );
    if (entries.length > 0)
      new XrayGroup(this, 'Group', { groupName: name, filterExpression: entries.join(' OR ') });
    // The rule is for services with an SDK. Envoy samples by its own rate and never reads it.
    new XraySamplingRule(this, 'SamplingRule', {
      ruleName: name,
      priority: 1000,
      version: 1,
      fixedRate: tracing.samplingRate,
      reservoirSize: 1,
      serviceName: `${name}*`,
      serviceType: '*',
      host: '*',
      httpMethod: '*',
      urlPath: '*',
      resourceArn: '*',
    });
  }
}
