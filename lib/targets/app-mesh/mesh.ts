/** The mesh itself. */
import type { AppmeshMeshConfig } from '@cdktf/provider-aws/lib/appmesh-mesh';
import type { MeshApplication } from '../../mesh/application';
import { meshName } from '../../mesh/account-names';

/**
 * DROP_ALL is App Mesh's default, written explicitly: nodes reach their backends and `*.amazonaws.com:443`, and nothing
 * else.
 */
export function renderMesh(application: MeshApplication): AppmeshMeshConfig {
  return { name: meshName(application), spec: { egressFilter: { type: 'DROP_ALL' } } };
}
