/** A node of the mesh: its listeners, the services that it may call, and how its tasks are found. */
import type { AppmeshVirtualNodeConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import type { MeshNode } from '../../mesh/node';
import { renderNodeListener } from './listener';

export interface VirtualNodeRefs {
  readonly meshName: string;
  /** Cloud Map namespace and the node's service in it. */
  readonly namespaceName: string;
  readonly cloudMapServiceName: string;
  /**
   * Host name of a backend. It is a name and never a reference: two nodes may call each other, and App Mesh accepts a
   * backend that does not exist yet.
   */
  readonly hostOf: (service: string) => string;
}

export function renderVirtualNode(node: MeshNode, refs: VirtualNodeRefs): AppmeshVirtualNodeConfig {
  const { meshName, namespaceName, cloudMapServiceName, hostOf } = refs;
  return {
    meshName,
    name: node.name,
    spec: {
      ...(node.listeners.length > 0 && {
        listener: node.listeners.map(renderNodeListener),
        serviceDiscovery: { awsCloudMap: { namespaceName, serviceName: cloudMapServiceName } },
      }),
      ...(node.backends.length > 0 && {
        backend: node.backends.map((service) => ({
          virtualService: { virtualServiceName: hostOf(service) },
        })),
      }),
      logging: renderAccessLog(),
    },
  };
}

/** Every node and gateway prints its access log to the container's output, where the log driver takes it. */
export function renderAccessLog() {
  return { accessLog: { file: { path: '/dev/stdout' } } };
}
