import { present } from '../../../lib/mesh';
import { validateForNone } from '../../../lib/render/none';
import { aGateway, aNode } from '../../../lib/testing';
import { NOTHING, testRenderer } from '../contract';
import { renderAll } from './render-all';

testRenderer({
  target: 'none',
  validate: validateForNone,
  render: renderAll,
  reports: {
    'HTTP/2 listener': 'loss-balancing',
    'gRPC listener': 'loss-balancing',
    'pool of requests': 'loss-connection-pools',
    'path match': 'loss-split',
    'header match': 'loss-split',
    'query parameter match': 'loss-split',
    'method match': 'loss-split',
    'scheme match': 'loss-split',
    'gRPC match': 'loss-split',
    priority: 'loss-split',
    'gRPC retries': 'loss-retries',
    'gateway path match': 'unsupported',
    'gateway header match': 'unsupported',
    'gateway query parameter match': 'unsupported',
    'gateway hostname match': 'unsupported',
    'gateway method match': 'unsupported',
    'gateway gRPC match': 'unsupported',
    'gateway priority': 'unsupported',
    'gateway rewrite of paths': 'unsupported',
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
    // Without another node there is nothing to choose from.
    priority: {
      without: {},
      with: {
        nodes: { web: aNode(), next: aNode() },
        services: {
          web: {
            routes: {
              default: { targets: { web: 1 } },
              some: { priority: 7, match: { headers: { a: present() } }, targets: { next: 1 } },
            },
          },
        },
      },
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
    'HTTP/2 listener': NOTHING,
    'gRPC listener': NOTHING,
    'TCP listener': NOTHING,
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
    'pool of requests': 'axRequests',
    'external node': 'db.example.com:5432',
    'host name of an external node': 'http://api.example.org:80',
    'addresses in variables': 'http://web.shop.local:3000',
    'container health check': 'is-well',
    'writable root file system': '\\"readonlyRootFilesystem\\":false',
    scaling: '"ignoreChanges":["desired_count"]',
    'deployment pace': '"deploymentMinimumHealthyPercent":0,"deploymentMaximumPercent":100',

    'virtual service': '{"scheme":"http","host":"web.shop.local","port":3000}',
    'prefix match': '/api',
    'path match': '/api',
    'header match': 'x-canary',
    'query parameter match': 'canary',
    'method match': 'POST',
    'scheme match': '"https"',
    'gRPC match': 'shop.Web',
    'service on several ports': '"to":{"kind":"tasks","name":"web"},"port":9000',
    priority: 'riority',
    weights: 'weight',
    retries: 'etries',
    'gRPC retries': 'unavailable',
    'no retries': NOTHING,
    'route timeouts': '60',

    gateway: '{"kind":"load-balancer","name":"ingress"}',
    'gateway prefix match': '/web/',
    'gateway prefix rewrite': '/cut/',
    'gateway path match': '/v[12]/',
    'gateway header match': '"age"',
    'gateway query parameter match': 'canary',
    'gateway hostname match': 'example.com',
    'gateway method match': 'DELETE',
    'gateway gRPC match': 'shop.Web',
    'gateway priority': 'riority',
    'gateway rewrite of paths': '/v1/',
    'gateway rewrite of gRPC hosts': NOTHING,
    'gateway keeps the host': NOTHING,
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
