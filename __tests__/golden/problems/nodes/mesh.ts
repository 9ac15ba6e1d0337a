/** What a node listens to, calls, and is told. */
import { http, seconds, urlOf } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const node = (parts: Parameters<typeof aNode>[0]): Wrong => ({ nodes: { web: aNode(parts) } });

/** What target `none` says of this application anyway. */
const noLoss = 'loss-retries,loss-egress-filter,loss-access-logs,loss-timeouts,slow-start';

export const wrong: Record<string, Wrong> = {
  'nodes-empty': { nodes: {}, services: {} },
  'port-twice': node({ listeners: [http(3000), http(3000)] }),
  'backend-unknown': node({ backends: ['webs'] }),
  'caller-group-uncalled': { nodes: { web: aNode(), worker: aNode({ listeners: [], callerGroup: 'shared' }) } },
  'backend-twice': node({ backends: ['web', 'web'] }),
  'backend-port-unknown': node({ backends: ['web'], backendPorts: { webs: 12_345 } }),
  'backend-port-unused': node({ backends: ['web'], interception: 'transparent', backendPorts: { web: 12_345 } }),
  'environment-empty': { nodes: { web: aNode({ runs: { environment: { GREETING: '' } } }) } },
  'environment-name': node({ runs: { environment: { 'MY-COLOR': 'red' } } }),
  'environment-port': node({ runs: { environment: { PORT: '8080' } } }),
  'address-not-backend': node({ runs: { environment: { WEB: urlOf('web') } } }),
  'address-path': node({ backends: ['web'], runs: { environment: { WEB: urlOf('web', { path: 'v1' }) } } }),
  'container-user': node({ runs: { user: 'Node User' } }),
  'container-user-envoy': node({ runs: { user: '1337:1337' } }),
  'container-open': {
    sources: [aMesh()],
    environment: { MESH_TARGET: 'none', MESH_ACCEPT: noLoss, MESH_IMAGES: 'web=example.com/web:v1' },
  },
  'container-open-transparent': { sources: [aMesh()], environment: { MESH_IMAGES: 'web=example.com/web:v1' } },
  'container-origin': node({ runs: { source: 'web', image: 'example.com/web:v1' } as never }),
  'image-reference': node({ runs: { image: 'nginx:1.29' } }),
  'image-tag': { nodes: { web: aNode({ runs: { image: 'example.com/web:v1', user: '101', dropCapabilities: true } }) } },
  'container-words': node({ runs: { command: [] } }),
  'container-directory': node({ runs: { workingDirectory: 'srv' } }),
  'docker-label': node({ runs: { dockerLabels: { 'com.amazonaws.ecs.cluster': 'main' } } }),
  'ulimit-name': node({ runs: { ulimits: [{ name: 'files' as 'nofile', softLimit: 1, hardLimit: 1 }] } }),
  'ulimit-twice': node({
    runs: {
      ulimits: [
        { name: 'nofile', softLimit: 1024, hardLimit: 1024 },
        { name: 'nofile', softLimit: 2048, hardLimit: 2048 },
      ],
    },
  }),
  'ulimit-order': node({ runs: { ulimits: [{ name: 'nofile', softLimit: 1025, hardLimit: 1024 }] } }),
  'container-check-command': node({ runs: { healthCheck: { command: [] } } }),
  'health-check-path': node({ listeners: [http(3000, { health: 'health' })] }),
  'health-check-overlap': node({
    listeners: [http(3000, { health: { path: '/', interval: seconds(5), timeout: seconds(6) } })],
  }),
};
