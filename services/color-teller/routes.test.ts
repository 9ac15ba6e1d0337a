/** Where color-teller's requests go. */
import { seconds } from '../../lib/mesh';
import { requestsTo, setupMeshMatchers } from '../../lib/testing';
import colorTeller from './application';

setupMeshMatchers();
const { get } = requestsTo(colorTeller);

test('the gateway leads everything to the client, path and all', () => {
  expect(get('/').from('ingress')).toReach('client');
  expect(get('/gateway/color/color').from('ingress')).toArriveAs({ path: '/gateway/color/color' });
});

test('the client’s colours are red, and blue waits at weight 0', () => {
  expect(get('/color').from('client').to('color-service')).toReach({ red: 100, blue: 0 });
});

test('a colour that fails is asked for twice again, and given up after 15 seconds', () => {
  expect(get('/color').from('client').to('color-service')).toBeTriedAtMost(3);
  expect(get('/color').from('client').to('color-service')).toTimeOutAfter(seconds(15));
});

test('colours call no service', () => {
  expect(get('/').from('red').to('client-service')).toBeLost('backend');
});
