import { renderedOnce } from '../../lib/ecs/rendered-once';
import { aMesh } from '../../lib/testing';

it('renders a part of an application once, and each application for itself', () => {
  const once = renderedOnce<string>();
  const render = jest.fn(() => 'rendered');
  const [one, other] = [aMesh({}).at({ stage: 'dev' }), aMesh({}).at({ stage: 'prod' })];
  expect([once(one, 'web', render), once(one, 'web', render)]).toEqual(['rendered', 'rendered']);
  expect(render).toHaveBeenCalledTimes(1);
  once(one, 'api', render);
  once(other, 'web', render);
  expect(render).toHaveBeenCalledTimes(3);
});
