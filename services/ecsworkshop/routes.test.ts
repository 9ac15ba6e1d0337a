/** Where the workshop's requests go. */
import { requestsTo, setupMeshMatchers } from '../../lib/testing';
import ecsworkshop from './application';

setupMeshMatchers();
const { get } = requestsTo(ecsworkshop);

test('the gateway leads everything to the frontend', () => {
  expect(get('/').from('ecsworkshop-vgw')).toReach('ecsdemo-frontend');
});

test.each(['ecsdemo-crystal', 'ecsdemo-nodejs'] as const)('the frontend asks %s', (service) => {
  expect(get('/').from('ecsdemo-frontend').to(service)).toReach(service);
});

test('the two it asks do not know each other', () => {
  expect(get('/').from('ecsdemo-crystal').to('ecsdemo-nodejs')).toBeLost('backend');
});
