import { readSettings } from '../../lib/project/settings';
import { noticesFor } from '../../lib/project/notices';

const notices = (environment: Record<string, string>) =>
  noticesFor(readSettings({ environment, context: {} }));

const ended =
  'AWS ended App Mesh on 2026-09-30: this JSON plans, but a real apply stops at CreateMesh. MESH_TARGET=envoy is the mesh that runs today.';

it('says that AWS ended App Mesh, on the target that needs it alone', () => {
  expect(notices({ MESH_STATE_BUCKET: 'shop-state' })).toEqual([ended]);
  expect(notices({ MESH_STATE_BUCKET: 'shop-state', MESH_TARGET: 'none' })).toEqual([]);
});

it('says that the state bucket is an example, until it is the user’s own', () => {
  expect(notices({})).toEqual([
    ended,
    'State bucket "meshwright-example-state" is an example: set MESH_STATE_BUCKET to a name of your own before you deploy.',
  ]);
});

it('says that Docker Hub limits pulls of Envoy’s image, until there is a mirror', () => {
  const envoy = { MESH_STATE_BUCKET: 'shop-state', MESH_TARGET: 'envoy' };
  expect(notices(envoy)).toEqual([
    'Envoy’s image comes from Docker Hub, which limits anonymous pulls by address, and tasks behind a NAT gateway share one: set MESH_IMAGE_MIRROR to a registry of your own before you deploy many.',
  ]);
  expect(notices({ ...envoy, MESH_IMAGE_MIRROR: 'registry.example.org' })).toEqual([]);
});
