/** Target `envoy`: upstream Envoy beside every application, with its whole configuration in its command line. */
import { RESOURCE_ARN } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { traceImages, traceServices } from '../../ecs/containers/trace-sidecar';
import { callsOf } from '../../mesh/lookup';
import type { Target } from '../target';
import { capabilities } from './capabilities';
import { fields } from './fields';
import { validateForEnvoy } from './validate';

export * from './renderer';

export const envoy = {
  kind: 'built',
  name: 'envoy',
  capabilities,
  fields,
  validate: validateForEnvoy,
  calls: (application) => callsOf(application),
  images: ({ tracing }) => ['envoy', ...traceImages(tracing)],
  awsServices: ({ tracing }) => traceServices(tracing),
  isIntercepted: ({ interception }) => interception === 'transparent',
  notices: ({ imageMirror }) =>
    imageMirror === undefined
      ? [
          'Envoy’s image comes from Docker Hub, which limits anonymous pulls by address, and tasks behind a NAT gateway share one: set MESH_IMAGE_MIRROR to a registry of your own before you deploy many.',
        ]
      : [],
  traces: {
    hasTask: (containers) =>
      containers.some(
        ({ name, environment }) =>
          name === ENVOY_CONTAINER && !environment?.some((variable) => variable.name === RESOURCE_ARN),
      ),
  },
  constructs: () => require('./constructs') as typeof import('./constructs'),
} as const satisfies Target;
