import { validateForAppMesh } from '../../../lib/render/app-mesh';
import { NOTHING, testRenderer } from '../contract';
import { renderAll } from './render-all';

testRenderer({
  target: 'app-mesh',
  validate: validateForAppMesh,
  render: renderAll,
  shows: {
    'HTTP listener': '"listener":[{"portMapping":{"port":3000,"protocol":"http"}}]',
    'several listeners': '"AppPorts":"3000,9000"',
    worker: '"name":"other","spec":{"logging"',
    'one-off task': 'aws ecs run-task',
    schedule: '"scheduleExpression":"rate(1 day)"',
    backends: '"backend":[{"virtualService":{"virtualServiceName":"web.shop.local"}}]',
    'health check': '"healthCheck":{"protocol":"http","port":3000,"path":"/health"',
    'listener timeouts': '"timeout":{"http":{"idle":{"unit":"s","value":77}}}',
    'connection pool': '"connectionPool":{"http":[{"maxConnections":10}]}',
    'outlier detection': '"outlierDetection":{"maxServerErrors":5',
    'transparent interception': NOTHING,
    'backend ports': NOTHING,
    'addresses in variables': 'http://web.shop.local:3000',
    'container health check': 'is-well',
    'writable root file system': '\\"readonlyRootFilesystem\\":false',
    scaling: '"ignoreChanges":["desired_count"]',
    'deployment pace': '"deploymentMinimumHealthyPercent":0,"deploymentMaximumPercent":100',

    'virtual service': '"provider":{"virtualRouter":{"virtualRouterName":"web"}}',
    'prefix match': '"match":{"prefix":"/api"}',
    weights: '{"virtualNode":"next","weight":10,"port":3000},{"virtualNode":"web","weight":90,"port":3000}',
    retries: '"maxRetries":5',
    'no retries': '"maxRetries":0',
    'route timeouts': '"timeout":{"perRequest":{"unit":"s","value":60}}',

    gateway: '"name":"ingress"',
    'gateway prefix match': '"match":{"prefix":"/web/"}',
    // App Mesh's default, so what is written is the prefix alone.
    'gateway prefix rewrite': '"match":{"prefix":"/cut/"}',
    'gateway health check': '"healthCheck":{"protocol":"http","port":8080,"path":"/"',
    'gateway connection pool': '"connectionPool":{"http":{"maxConnections":10}}',
    'gateway listener timeouts': '77',
    'gateway outlier detection': '"outlierDetection"',

    'access log': '"accessLog":{"file":{"path":"/dev/stdout"}}',
    'log level of Envoy': '\\"value\\":\\"debug\\"',
    tracing: '\\"value\\":\\"0.25\\"',
    'tracing without health checks': 'ENABLE_ENVOY_XRAY_TRACING',
    'egress filter': '"egressFilter":{"type":"DROP_ALL"}',
    'processor architecture': '"cpuArchitecture":"ARM64"',
  },
});
