/** The ECS Workshop on real Envoy, two tasks of each service: its picture shows calls that cross zones. */
import { describeWithEnvoy } from '../support/envoy';
import { type Started, startMesh, stopAll, tally } from './started';

jest.setTimeout(100_000);
afterAll(stopAll);

describeWithEnvoy('npm start -- ecsworkshop', () => {
  let mesh: Started;
  beforeAll(async () => {
    const tasks = 'ecsdemo-frontend=2,ecsdemo-crystal=2,ecsdemo-nodejs=2';
    mesh = await startMesh({ words: ['ecsworkshop', '--tasks', tasks] });
  });

  test('runs tasks of each service in different zones', async () => {
    const { tasks } = await mesh.until('running');
    expect(tasks.map(({ task, zone }) => `${task} ${zone}`)).toEqual([
      'ecsdemo-crystal.1 us-west-2a',
      'ecsdemo-crystal.2 us-west-2b',
      'ecsdemo-frontend.1 us-west-2a',
      'ecsdemo-frontend.2 us-west-2b',
      'ecsdemo-nodejs.1 us-west-2a',
      'ecsdemo-nodejs.2 us-west-2b',
      'ecsworkshop-vgw us-west-2a',
    ]);
  });

  test('draws calls within a zone and across zones', async () => {
    const zones = await tally(40, async () => {
      const { status, text } = await mesh.get('/');
      expect(status).toBe(200);
      return [...new Set([...text.matchAll(/us-west-2[a-c]/g)].map(([zone]) => zone))].sort().join(' and ');
    });
    expect(Object.keys(zones)).toContain('us-west-2a and us-west-2b');
  });
});
