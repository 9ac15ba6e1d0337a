import { validateForNone } from '../../../lib/render/none';
import { aGateway } from '../../../lib/testing';
import { NOTHING, testRenderer } from '../contract';
import { renderAll } from './render-all';

testRenderer({
  target: 'none',
  validate: validateForNone,
  render: renderAll,
  reports: {
    'health check': 'loss-health-checks',
    'listener timeouts': 'loss-timeouts',
    'connection pool': 'loss-connection-pools',
    'outlier detection': 'loss-outlier-detection',
    'prefix match': 'unsupported',
    weights: 'loss-split',
    retries: 'loss-retries',
    'route timeouts': 'loss-timeouts',
    gateway: 'loss-gateways',
    'gateway prefix match': 'unsupported',
    'gateway prefix rewrite': 'unsupported',
    'gateway health check': 'loss-health-checks',
    'gateway connection pool': 'loss-connection-pools',
    'gateway listener timeouts': 'loss-timeouts',
    'gateway outlier detection': 'loss-outlier-detection',
    'access log': 'loss-access-logs',
    'log level of Envoy': 'loss-log-level',
    tracing: 'loss-tracing',
    'tracing without health checks': 'loss-tracing',
    'egress filter': 'loss-egress-filter',
  },
  samples: {
    // A service retries by default, which is lost.
    'virtual service': {
      without: { services: {} },
      with: { services: { web: { routes: { default: { targets: { web: 1 }, retry: false } } } } },
    },
    // Timeouts of listeners are reported by the same code, and retries are the default: here is a mesh without them.
    'route timeouts': {
      without: {},
      with: {
        services: {
          web: { routes: { default: { targets: { web: 1 }, timeout: { idle: { milliseconds: 60_000 } } } } },
        },
      },
    },
    retries: {
      without: { services: { web: { routes: { default: { targets: { web: 1 }, retry: false } } } } },
      with: { services: { web: { routes: { default: { targets: { web: 1 }, retry: { maxRetries: 5 } } } } } },
    },
    // A load balancer is all that is left of a gateway.
    gateway: { without: {}, with: { gateways: { ingress: aGateway() } } },
    'gateway prefix match': {
      without: { gateways: { ingress: aGateway() } },
      with: {
        gateways: { ingress: aGateway({ routes: { all: { service: 'web', match: { prefix: '/web/' } } } }) },
      },
    },
    'gateway prefix rewrite': {
      without: { gateways: { ingress: aGateway() } },
      with: {
        gateways: { ingress: aGateway({ routes: { all: { service: 'web', match: { prefix: '/cut/' } } } }) },
      },
    },
    tracing: { without: {}, with: { tracing: { samplingRate: 0.25 } } },
  },
  shows: {
    'HTTP listener': '{\\"name\\":\\"PORT\\",\\"value\\":\\"3000\\"}',
    'several listeners': '\\"containerPort\\":9000',
    worker: '\\"portMappings\\":[]',
    'one-off task': 'aws ecs run-task',
    schedule: '"scheduleExpression":"rate(1 day)"',
    backends:
      '"edges":[{"from":{"kind":"tasks","name":"other"},"to":{"kind":"tasks","name":"web"},"port":3000}]',
    'health check': '/health',
    'listener timeouts': '77',
    'connection pool': 'axConnections',
    'outlier detection': 'utlier',
    'transparent interception': NOTHING,
    'backend ports': NOTHING,
    'addresses in variables': 'http://web.shop.local:3000',
    'container health check': 'is-well',
    'writable root file system': '\\"readonlyRootFilesystem\\":false',
    scaling: '"ignoreChanges":["desired_count"]',
    'deployment pace': '"deploymentMinimumHealthyPercent":0,"deploymentMaximumPercent":100',

    'virtual service': '{"scheme":"http","host":"web.shop.local","port":3000}',
    'prefix match': '/api',
    weights: 'weight',
    retries: 'etries',
    'no retries': NOTHING,
    'route timeouts': '60',

    gateway: '{"kind":"load-balancer","name":"ingress"}',
    'gateway prefix match': '/web/',
    'gateway prefix rewrite': '/cut/',
    'gateway health check': 'healthCheck',
    'gateway connection pool': 'axConnections',
    'gateway listener timeouts': '77',
    'gateway outlier detection': 'utlier',

    'access log': 'accessLog',
    'log level of Envoy': 'debug',
    tracing: '0.25',
    'tracing without health checks': 'XRAY',
    'egress filter': '"parties":[{"kind":"tasks","name":"web","description":"Tasks of node web"}]',
    'processor architecture': '"cpuArchitecture":"ARM64"',
  },
});
