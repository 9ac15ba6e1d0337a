import { renderMesh } from '../../../lib/targets/app-mesh';
import { aMesh } from '../../../lib/testing';

it('carries the stage in its name, and lets nothing out that is not declared', () => {
  expect(renderMesh(aMesh({ mesh: 'sample-mesh' }).at({ stage: 'prod' }))).toEqual({
    name: 'prod-sample-mesh',
    spec: { egressFilter: { type: 'DROP_ALL' } },
  });
});
