/** Target `none`: plain ECS with Cloud Map and no proxy, as the first source system begins. */
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import type { Target } from '../target';
import { renderAccess } from './access';
import { capabilities } from './capabilities';
import { fields } from './fields';
import { validateForNone } from './validate';

export * from './renderer';

export const none = {
  kind: 'built',
  name: 'none',
  capabilities,
  fields,
  validate: validateForNone,
  calls: (application) =>
    renderAccess(application).edges.map(({ from, to, port }) => ({ from: from.name, to: to.name, port })),
  images: () => [],
  awsServices: () => [],
  isIntercepted: () => false,
  notices: () => [],
  noteOn: () =>
    'on target none there is no Envoy: the load balancer takes the routes of the gateway, names lead straight to tasks, and no retry and no time limit of a route counts; MESH_TARGET=none npm run synth names what is lost',
  traces: { hasTask: (containers) => !containers.some(({ name }) => name === ENVOY_CONTAINER) },
  constructs: () => require('./constructs') as typeof import('./constructs'),
} as const satisfies Target;
