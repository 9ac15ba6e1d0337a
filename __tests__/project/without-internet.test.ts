import { readProject } from '../../lib/project';
import { formatProblem, MeshError } from '../../lib/mesh/checks/problem';
import { fromParameter, http } from '../../lib/mesh';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { ROOT } from '../support/synth';

const registry = '123456789012.dkr.ecr.us-west-2.amazonaws.com';

/** Codes and places of all errors, on target `envoy` if none is said. */
function problemsOf(parts: MeshParts, environment: Readonly<Record<string, string>> = {}): string[] {
  try {
    readProject({
      root: ROOT,
      sources: [aMesh(parts)],
      environment: { MESH_IMAGES: 'v1', MESH_TARGET: 'envoy', ...environment },
    });
    return [];
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    return error.problems.map(formatProblem);
  }
}

const closed: MeshParts = { network: { nat: 'none' } };

describe('an image without a way to the internet', () => {
  it.each([
    ['envoy', 'docker.io/envoyproxy/envoy:'],
    ['app-mesh', 'public.ecr.aws/appmesh/aws-appmesh-envoy:'],
  ])('of Envoy on target %s is a problem', (target, image) => {
    expect(problemsOf(closed, { MESH_TARGET: target })).toEqual([
      expect.stringContaining(`private repositories of ECR in us-west-2, got "${image}`),
    ]);
  });

  it('of both targets is one, while one is switched to the other', () => {
    const settings = { MESH_TARGET: 'envoy', MESH_TARGET_BEFORE: 'app-mesh' };
    expect(problemsOf(closed, settings)).toHaveLength(2);
    expect(problemsOf(closed, { ...settings, MESH_IMAGE_MIRROR: registry })).toEqual([]);
  });

  it('of X-Ray is one where the application traces', () => {
    expect(problemsOf({ ...closed, tracing: {} })).toHaveLength(2);
  });

  it('is none on target none, whose tasks run the application alone', () => {
    expect(problemsOf(closed, { MESH_TARGET: 'none' })).toEqual([]);
  });

  it.each([
    [`${registry}/shop/web:v1`, 0],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/web:v1', 1],
    ['public.ecr.aws/shop/web:v1', 1],
    ['example.com/web:v1', 1],
  ])('of a source, %s: %i', (reference, count) => {
    const settings = { MESH_TARGET: 'none', MESH_IMAGES: `web=${reference}` };
    expect(problemsOf(closed, settings)).toHaveLength(count);
    expect(problemsOf({}, settings)).toEqual([]);
    expect(problemsOf({ network: { publicIp: true } }, settings)).toEqual([]);
  });

  it.each([
    [`${registry}/team/web`, 0],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web', 1],
    ['quay.io/team/web', 1],
  ])('that a node names, %s: %i', (repository, count) => {
    const runs = { image: `${repository}@sha256:${'1'.repeat(64)}` };
    const parts: MeshParts = { nodes: { web: { runs } }, services: {} };
    expect(problemsOf({ ...closed, ...parts }, { MESH_TARGET: 'none' })).toHaveLength(count);
    expect(problemsOf(parts, { MESH_TARGET: 'none' })).toEqual([]);
  });
});

describe('a host without a way to the internet', () => {
  const calling = (external: object, network: NonNullable<MeshParts['network']>): MeshParts => ({
    network,
    nodes: {
      web: aNode({ backends: ['other'] }),
      other: { external: http(443), host: 'a.example.com', ...external },
    },
    services: { web: { to: 'web' }, other: { to: 'other' } },
  });
  const none = { MESH_TARGET: 'none' };

  it.each([
    ['a name alone', {}, 1],
    ['a public block', { cidr: '203.0.113.0/24' }, 1],
    ['a private block', { cidr: '10.0.3.0/24' }, 0],
    ['a security group, whose members are in the network', { securityGroup: { id: 'sg-0a1b2c3d' } }, 0],
    ['an endpoint of the network', { host: 'sqs.us-west-2.amazonaws.com' }, 0],
    ['one that only a plan knows', { host: fromParameter('/other/host') }, 0],
    ['another AWS service', { host: 'sns.us-west-2.amazonaws.com' }, 1],
  ])('that is %s', (_, external, count) => {
    expect(problemsOf(calling(external, { nat: 'none', endpoints: ['sqs'] }), none)).toHaveLength(count);
    expect(problemsOf(calling(external, {}), none)).toEqual([]);
  });

  it('can be accepted, for a route that is made elsewhere', () => {
    const accept = { ...none, MESH_ACCEPT: 'host-needs-internet' };
    expect(problemsOf(calling({}, { nat: 'none' }), accept)).toEqual([]);
  });
});
