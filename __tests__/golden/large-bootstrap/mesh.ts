/** A bootstrap that ECS refuses as text: the worker's Envoy knows 120 routes, and has them compressed in a variable. */
import { application, exact, http } from '../../../lib/mesh';

const pages = Array.from({ length: 120 }, (_, index) => `page-${index}`);

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    site: { listeners: [http(3000)], runs: { source: 'site' } },
    crawler: { backends: ['site'], runs: { source: 'crawler' } },
  },
  services: {
    site: {
      routes: {
        default: { targets: { site: 100 } },
        ...Object.fromEntries(
          pages.map((page) => [page, { match: { path: exact(`/${page}`) }, targets: { site: 100 } }]),
        ),
      },
    },
  },
}));

export const shows = ['aws_ecs_task_definition', 'output'];

export const targets = ['envoy'];
export const envoys = [];
