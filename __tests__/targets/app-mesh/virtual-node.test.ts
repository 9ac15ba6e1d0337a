import { http } from '../../../lib/mesh';
import { renderVirtualNode } from '../../../lib/targets/app-mesh';
import { aMesh, aNode } from '../../../lib/testing';

const refs = {
  meshName: 'MESH',
  namespaceName: 'NAMESPACE',
  cloudMapServiceName: 'DISCOVERY',
  hostOf: (service: string) => `${service}.shop.local`,
};
const logging = { accessLog: { file: { path: '/dev/stdout' } } };

const render = (parts: Parameters<typeof aNode>[0]) => {
  const { nodes } = aMesh({ nodes: { web: aNode(parts) } }).at({ stage: 'dev' });
  return nodes.map((node) => renderVirtualNode(node, refs));
};

it('listens, is found in Cloud Map, and prints its access log', () => {
  expect(render({})).toEqual([
    {
      meshName: 'MESH',
      name: 'web',
      spec: {
        listener: [{ portMapping: { port: 3000, protocol: 'http' } }],
        serviceDiscovery: { awsCloudMap: { namespaceName: 'NAMESPACE', serviceName: 'DISCOVERY' } },
        logging,
      },
    },
  ]);
});

it('is not found where it does not listen', () => {
  expect(render({ listeners: [] })).toEqual([{ meshName: 'MESH', name: 'web', spec: { logging } }]);
});

it('calls its backends by name, sorted', () => {
  const backend = ['a', 'b'].map((name) => ({
    virtualService: { virtualServiceName: `${name}.shop.local` },
  }));
  expect(render({ backends: ['b', 'a'] })).toMatchObject([{ spec: { backend } }]);
});

it('has as many listeners as it says, by port', () => {
  expect(render({ listeners: [http(9000), http(3000)] })).toMatchObject([
    { spec: { listener: [{ portMapping: { port: 3000 } }, { portMapping: { port: 9000 } }] } },
  ]);
});
