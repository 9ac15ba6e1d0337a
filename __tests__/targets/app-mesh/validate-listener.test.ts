/** Ports that App Mesh's sidecars need themselves. */
import { http } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const problems = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  // The nodes here say nothing of their health, which has a test of its own.
  return validateForAppMesh(application).filter(({ code }) => code !== 'slow-start');
};
const texts = (parts: MeshParts) => problems(parts).map(formatProblem);

describe('a port', () => {
  const ofNode = (port: number, parts: MeshParts = {}) =>
    texts({ ...parts, nodes: { web: aNode({ listeners: [http(port)] }) } });
  const ofGateway = (port: number, parts: MeshParts = {}) =>
    texts({ ...parts, gateways: { ingress: aGateway({ listener: http(port) }) } });

  it.each([
    [15_000, "Envoy's ingress"],
    [15_001, "Envoy's egress"],
    [9901, "Envoy's admin server"],
    [9902, "the agent of App Mesh's Envoy image"],
  ])('%d belongs to %s', (port, owner) => {
    const text = `the port belongs to ${owner} in the same task, got ${port}; use another port [port-taken]`;
    expect(ofNode(port)).toEqual([`node "web" > listener ${port}: ${text}`]);
    expect(ofGateway(port)).toEqual([`gateway "ingress" > listener ${port}: ${text}`]);
  });

  it.each([2000, 4317, 4318, 13_133])('%d belongs to the collector, with OpenTelemetry alone', (port) => {
    const tracing = { tracer: 'opentelemetry' } as const;
    expect(ofNode(port)).toEqual([]);
    expect(ofNode(port, { tracing })[0]).toContain('the port belongs to the OpenTelemetry collector');
    expect(ofGateway(port, { tracing })[0]).toContain('the port belongs to the OpenTelemetry collector');
  });

  it('2000 belongs to the X-Ray daemon, with tracing alone', () => {
    expect(ofNode(2000)).toEqual([]);
    expect(ofGateway(2000)).toEqual([]);
    expect(ofNode(2000, { tracing: {} })[0]).toContain('the port belongs to the X-Ray daemon');
    expect(ofGateway(2000, { tracing: {} })[0]).toContain('the port belongs to the X-Ray daemon');
  });

  it.each([1, 80, 3000, 9900, 9903, 14_999, 15_002, 65_535])('%d is free', (port) => {
    expect(ofNode(port)).toEqual([]);
    expect(ofGateway(port)).toEqual([]);
  });
});
