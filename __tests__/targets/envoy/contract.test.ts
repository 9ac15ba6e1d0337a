import { http, http2, seconds } from '../../../lib/mesh';
import type { HttpListenerOptions } from '../../../lib/mesh';
import { validateForEnvoy } from '../../../lib/targets/envoy';
import { aNode, type MeshParts } from '../../../lib/testing';
import { NOTHING, taskShows, testRenderer } from '../contract';
import { type Sample, samples } from '../samples';
import { renderAll } from './render-all';

/** The caller's Envoy has routes, checks and ejection, so the mesh needs a caller. */
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
    'pool of requests': {
      without: called({ nodes: { web: aNode({ listeners: [http2(3000)] }) } }),
      with: called({
        nodes: { web: aNode({ listeners: [http2(3000, { connectionPool: { maxRequests: 10 } })] }) },
      }),
    },
    'path match': calledSample('path match'),
    'header match': calledSample('header match'),
    'query parameter match': calledSample('query parameter match'),
    'method match': calledSample('method match'),
    'scheme match': calledSample('scheme match'),
    'gRPC match': calledSample('gRPC match'),
    priority: calledSample('priority'),
    'gRPC retries': calledSample('gRPC retries'),
    'egress filter': { with: called({}) },
  },
  shows: {
    'HTTP listener':
      '"name":"lds_ingress_0.0.0.0_23000","address":{"socket_address":{"address":"0.0.0.0","port_value":23000}}',
    'several listeners': '"name":"lds_ingress_0.0.0.0_29000"',
    'HTTP/2 listener': '"name":"cds_ingress_dev-shop_other_http2_3000"',
    'gRPC listener': '"name":"cds_ingress_dev-shop_other_grpc_3000"',
    'TCP listener': '"name":"tcp"',
    worker: '"listeners":[{"name":"health"',
    'one-off task': 'aws ecs run-task',
    schedule: '"scheduleExpression":"rate(1 day)"',
    backends: '"name":"cds_egress_dev-shop_web_http_3000"',
    'health check':
      '"http_health_check":{"path":"/health","host":"web.shop.local","service_name_matcher":{"exact":"mesh/dev-shop/virtualNode/web"}',
    'listener timeouts': '"idle_timeout":"77s"',
    'more than 100 headers': '"max_headers_count":150',
    'slashes in a path': '"normalize_path":true,"upgrade_configs"',
    'keep-alive to the application': '"idle_timeout":"66s"',
    'old clients': '"accept_http_10":true',
    'connection pool': '"max_connections":10',
    'outlier detection':
      '"outlier_detection":{"consecutive_5xx":5,"interval":"10s","base_ejection_time":"30s","max_ejection_percent":50',
    'pool of requests': '"max_requests":10,',
    'external node': '"socket_address":{"address":"db.example.com","port_value":5432}',
    'transparent interception': '"type":"APPMESH"',
    'backend ports': '"port_value":12345',
    'host name of an external node': '"host_rewrite_literal":"api.example.org"',
    'security group of an external node': '"group":{"id":"sg-0a1b2c3d4e5f67890","addRule":true}',
    'shared group of callers': '"kind":"callers"',
    'addresses in variables': 'http://127.0.0.1:',
    'container health check': 'is-well',
    // Envoy's own root is never written to, so the application's is looked for.
    'writable root file system': '\\"essential\\":true,\\"readonlyRootFilesystem\\":false',
    'user and rights of a container': '\\"user\\":\\"101:101\\"',
    ...taskShows,
    'prebuilt image': '\\"image\\":\\"docker.io/library/nginx@sha256:0123',
    'process of a container': '\\"workingDirectory\\":\\"/srv\\"',
    'limits of a container': '\\"memoryReservation\\":256',
    'ports of a container': '{\\"containerPort\\":9090,\\"hostPort\\":9090',
    scaling: '"ignoreChanges":["desired_count"]',
    'scaling on memory': 'ECSServiceAverageMemoryUtilization',
    'scaling on requests': '"resourceLabel":"LABEL"',
    'scaling on a queue': '"expression":"messages / tasks"',
    'scaling on a metric': '"metricName":"Backlog"',
    'scaling by steps': '"metricIntervalLowerBound":"0"',
    'scaling by schedule': '"timezone":"Europe/Berlin"',
    'Fargate Spot': '"capacityProvider":"FARGATE_SPOT","weight":3',
    'capacity provider by name': '"requiresCompatibilities":["EC2"]',
    'deployment pace': '"deploymentMinimumHealthyPercent":0,"deploymentMaximumPercent":100',

    'virtual service': '"virtual_hosts":[{"name":"web.shop.local"',
    'prefix match': '"match":{"prefix":"/api"}',
    'path match': '"match":{"path":"/api"}',
    'header match': '"headers":[{"name":"x-canary","string_match":{"exact":"yes"},"invert_match":true}]',
    'query parameter match': '"query_parameters":[{"name":"canary","string_match":{"exact":"yes"}}]',
    'method match': '"headers":[{"name":":method","string_match":{"exact":"POST"}}]',
    'scheme match': '"headers":[{"name":":scheme","string_match":{"exact":"https"}}]',
    'gRPC match':
      '"match":{"path":"/shop.Web/Buy","headers":[{"name":"who","present_match":true}],"grpc":{}}',
    'service on several ports': '"name":"lds_egress_127.0.0.1_9000"',
    priority: '"routes":[{"match":{"prefix":"/","headers":[{"name":"a","present_match":true}]}',
    weights:
      '"clusters":[{"name":"cds_egress_dev-shop_next_http_3000","weight":10},{"name":"cds_egress_dev-shop_web_http_3000","weight":90}]',
    retries: '"num_retries":5',
    'gRPC retries': '"retry_on":"unavailable"',
    'no retries':
      '"route":{"cluster":"cds_egress_dev-shop_web_http_3000","timeout":"15s","host_rewrite_literal"',
    'route timeouts': '"cluster":"cds_egress_dev-shop_web_http_3000","timeout":"60s"',

    gateway: '"id":"mesh/dev-shop/virtualGateway/ingress"',
    'gateway prefix match': '"match":{"prefix":"/web/"}',
    'gateway prefix rewrite': '"prefix_rewrite":"/"',
    'gateway path match': '"match":{"safe_regex":{"regex":"/v[12]/.*"}}',
    'gateway header match': '"headers":[{"name":"age","range_match":{"start":1,"end":10}}]',
    'gateway query parameter match': '"query_parameters":[{"name":"canary","present_match":true}]',
    'gateway hostname match': '"regex":"(?i).*\\\\.example\\\\.com(:[0-9]+)?"',
    'gateway method match': '"headers":[{"name":":method","string_match":{"exact":"DELETE"}}]',
    'gateway gRPC match': '"match":{"prefix":"/shop.Web/","grpc":{}}',
    'gateway priority': '"headers":[{"name":"a","present_match":true}]',
    'gateway keeps x-request-id': '"preserve_external_request_id":true',
    'gateway reads %2F and %5C': '"path_with_escaped_slashes_action":"REJECT_REQUEST"',
    // The limits are the same behind an Application Load Balancer; how long a connection may be silent is not.
    'load balancer before a node': '"from":{"kind":"load-balancer","name":"other"}',
    'HTTP/2 behind a load balancer': '"protocol":"http2"',
    'listener that exists': '"securityGroup":"sg-0a1b2c3d4e5f67890"',
    'who may connect': '"from":"203.0.113.0/24"',
    'gateway that strangers reach': '"idle_timeout":"60s"',
    'invalid header fields': 'DROP_HEADER',
    'gateway rewrite of paths': '"prefix_rewrite":"/v1/"',
    'gateway rewrite of gRPC hosts': '"key":"x-app-mesh-virtual-service","value":"web.shop.local"',
    'gateway keeps the host': '"key":"x-app-mesh-virtual-service","value":"web.shop.local"',
    'gateway health check': '"name":":path","string_match":{"exact":"/"}',
    'gateway connection pool': '"max_connections":10',
    'gateway listener timeouts': '"idle_timeout":"77s"',
    'gateway outlier detection': '"outlier_detection"',

    'access log': 'StdoutAccessLog"',
    'log level of Envoy': '\\"--log-level\\",\\"debug\\"',
    tracing: '\\"rate\\":0.25',
    'tracing without health checks': '"name":"xray"',
    'OpenTelemetry tracing': '"name":"opentelemetry"',
    'egress filter': '"edges":[{"from":{"kind":"tasks","name":"caller"}',
    'processor architecture': '"cpuArchitecture":"ARM64"',
    'network that exists': NOTHING,
    'network of another application': NOTHING,
    'cluster that exists': NOTHING,
    'namespace that exists': NOTHING,
  },
});
