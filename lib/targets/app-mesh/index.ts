/** Target `app-mesh`: the mesh as AWS App Mesh resources, and tasks with App Mesh's Envoy. */
import { RESOURCE_ARN } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { traceImages, traceServices } from '../../ecs/containers/trace-sidecar';
import { callsOf } from '../../mesh/lookup';
import type { Target } from '../target';
import { capabilities } from './capabilities';
import { fields } from './fields';
import { noteOnRetries } from './retry-policy';
import { validateForAppMesh } from './validate';

export * from './renderer';

export const appMesh = {
  kind: 'built',
  name: 'app-mesh',
  capabilities,
  fields,
  validate: validateForAppMesh,
  calls: (application) => callsOf(application),
  images: ({ tracing }) => ['appMeshEnvoy', ...traceImages(tracing)],
  awsServices: ({ tracing }) => ['appmesh-envoy-management', ...traceServices(tracing)],
  isIntercepted: () => true,
  notices: () => [
    'AWS ended App Mesh on 2026-09-30: this JSON plans, but a real apply stops at CreateMesh. MESH_TARGET=envoy is the mesh that runs today.',
  ],
  noteOn: noteOnRetries,
  traces: {
    hasTask: (containers) =>
      containers.some(
        ({ name, environment }) =>
          name === ENVOY_CONTAINER && environment?.some((variable) => variable.name === RESOURCE_ARN),
      ),
    hasResource: (type) => type.startsWith('aws_appmesh_'),
  },
  isEnded: true,
  constructs: () => require('./constructs') as typeof import('./constructs'),
} as const satisfies Target;
