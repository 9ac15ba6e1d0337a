/** What is said of the application as a whole. */
import { aGateway, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

export const wrong: Record<string, Wrong> = {
  'network-cidr': { network: { cidr: '10.0.0.0/8' } },
  'network-nat': { network: { nat: 'two' as 'one' } },
  'network-nat-unused': { network: { nat: 'zone', publicIp: true } },
  'network-endpoint': { network: { endpoints: ['com.amazonaws.us-west-2.sqs'] } },
  'flow-logs-traffic': { network: { flowLogs: { traffic: 'DENY' as 'REJECT' } } },
  'flow-logs-retention': { network: { flowLogs: { bucket: 'example-logs', retentionDays: 7 } } },
  'network-small': { network: { cidr: '10.0.0.0/26', zones: 3 } },
  'network-addresses': { network: { cidr: '10.0.0.0/26' }, nodes: { web: aNode({ runs: { source: 'web', count: 23 } }) } },
  'network-alb': { network: { cidr: '10.0.0.0/26' }, gateways: { ingress: aGateway() } },
  'tracing-sampling-rate': { tracing: { samplingRate: 5 } },
  'tracing-tracer': { tracing: { tracer: 'zipkin' as never } },
  'logs-retention': { logs: { retentionDays: 10 } },
  'logs-envoy-level': { logs: { envoyLevel: 'warning' as never } },
  'container-insights': { containerInsights: 'on' as never },
  'outside-policy-runner': { outsidePolicies: { wed: { task: [] } } },
  'outside-policy-schedule': { outsidePolicies: { web: { schedule: [] } } },
  'outside-policy-arn': { outsidePolicies: { web: { task: ['AmazonS3ReadOnlyAccess'] } } },
  'outside-policy-many': {
    outsidePolicies: {
      web: { task: Array.from({ length: 11 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`) },
    },
  },
  architecture: { architecture: 'arm64' as never },
};
