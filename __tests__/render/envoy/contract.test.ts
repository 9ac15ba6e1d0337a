import { http, seconds } from '../../../lib/mesh';
import type { HttpListenerOptions } from '../../../lib/mesh';
import { validateForEnvoy } from '../../../lib/render/envoy';
import { aNode, type MeshParts } from '../../../lib/testing';
import { testRenderer } from '../contract';
import { type Sample, samples } from '../samples';
import { renderAll } from './render-all';

/** Routes, checks and ejection are the caller's Envoy's, so somebody has to call. */
const called = ({ nodes = { web: aNode() }, ...parts }: MeshParts): MeshParts => ({
  ...parts,
  nodes: { ...nodes, caller: aNode({ listeners: [], backends: ['web'] }) },
});
const calledSample = (feature: keyof typeof samples): Sample => {
  const { without, with: parts } = samples[feature];
  return { ...(without && { without: called(without) }), with: called(parts) };
};
const listening = (options: HttpListenerOptions): Sample => ({
  without: called({}),
  with: called({ nodes: { web: aNode({ listeners: [http(3000, options)] }) } }),
});

testRenderer({
  target: 'envoy',
  validate: validateForEnvoy,
  render: renderAll,
  reports: {
    'gateway health check': 'gateway-check-times',
    'gateway outlier detection': 'unsupported',
    'egress filter': 'egress-443-open',
  },
  samples: {
    'health check': listening({ health: '/health' }),
    'outlier detection': listening({
      outlierDetection: {
        maxServerErrors: 5,
        interval: seconds(10),
        baseEjectionDuration: seconds(30),
        maxEjectionPercent: 50,
      },
    }),
    'virtual service': { without: { services: {} }, with: called({}) },
    'prefix match': calledSample('prefix match'),
    weights: calledSample('weights'),
    retries: calledSample('retries'),
    'no retries': {
      without: samples['no retries'].without ?? {},
      with: called(samples['no retries'].with),
    },
    'route timeouts': calledSample('route timeouts'),
    'egress filter': { with: called({}) },
  },
  shows: {
    'HTTP listener':
      '"name":"lds_ingress_0.0.0.0_23000","address":{"socket_address":{"address":"0.0.0.0","port_value":23000}}',
    'several listeners': '"name":"lds_ingress_0.0.0.0_29000"',
    worker: '"listeners":[{"name":"health"',
    'one-off task': 'aws ecs run-task',
    schedule: '"scheduleExpression":"rate(1 day)"',
    backends: '"name":"cds_egress_dev-shop_web_http_3000"',
    'health check':
      '"http_health_check":{"path":"/health","host":"web.shop.local","service_name_matcher":{"exact":"mesh/dev-shop/virtualNode/web"}',
    'listener timeouts': '"idle_timeout":"77s"',
    'connection pool': '"max_connections":10',
    'outlier detection':
      '"outlier_detection":{"consecutive_5xx":5,"interval":"10s","base_ejection_time":"30s","max_ejection_percent":50',
    'transparent interception': '"type":"APPMESH"',
    'backend ports': '"port_value":12345',
    'addresses in variables': 'http://127.0.0.1:',
    'container health check': 'is-well',
    // Envoy's own root is never written to, so the application's is looked for.
    'writable root file system': '\\"essential\\":true,\\"readonlyRootFilesystem\\":false',
    scaling: '"ignoreChanges":["desired_count"]',
    'deployment pace': '"deploymentMinimumHealthyPercent":0,"deploymentMaximumPercent":100',

    'virtual service': '"virtual_hosts":[{"name":"web.shop.local"',
    'prefix match': '"match":{"prefix":"/api"}',
    weights:
      '"clusters":[{"name":"cds_egress_dev-shop_next_http_3000","weight":10},{"name":"cds_egress_dev-shop_web_http_3000","weight":90}]',
    retries: '"num_retries":5',
    'no retries':
      '"route":{"cluster":"cds_egress_dev-shop_web_http_3000","timeout":"15s","host_rewrite_literal"',
    'route timeouts': '"cluster":"cds_egress_dev-shop_web_http_3000","timeout":"60s"',

    gateway: '"id":"mesh/dev-shop/virtualGateway/ingress"',
    'gateway prefix match': '"match":{"prefix":"/web/"}',
    'gateway prefix rewrite': '"prefix_rewrite":"/"',
    'gateway health check': '"name":":path","string_match":{"exact":"/"}',
    'gateway connection pool': '"max_connections":10',
    'gateway listener timeouts': '"idle_timeout":"77s"',
    'gateway outlier detection': '"outlier_detection"',

    'access log': '"name":"envoy.access_loggers.stdout"',
    'log level of Envoy': '\\"--log-level\\",\\"debug\\"',
    tracing: '\\"rate\\":0.25',
    'tracing without health checks': '"name":"envoy.tracers.xray"',
    'egress filter': '"edges":[{"from":{"kind":"tasks","name":"caller"}',
    'processor architecture': '"cpuArchitecture":"ARM64"',
  },
});
