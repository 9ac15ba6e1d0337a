/** A slow report: the route and the node's Envoy both give it a minute. The export's route gives an hour, its node does not, and a warning says so. */
import { application, http, minutes, seconds } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    report: {
      listeners: [http(3000, { timeout: { perRequest: seconds(60), idle: seconds(300) } })],
      runs: { source: 'report' },
    },
    export: { listeners: [http(3000)], runs: { source: 'export' } },
  },
  services: {
    report: { routes: { default: { targets: { report: 100 }, timeout: { perRequest: seconds(60) } } } },
    export: { routes: { default: { targets: { export: 100 }, timeout: { perRequest: minutes(60) } } } },
  },
}));

export const shows = ['aws_appmesh_route', 'aws_appmesh_virtual_node'];
