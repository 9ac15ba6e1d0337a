/** What a task's other containers, its application among them, may ask of Envoy's admin server. */
import { aGateway } from '../../../../lib/testing';
import { nextAddress } from './running-mesh';
import { describeWithEnvoy, type Envoy, startEnvoy } from '../../../support/envoy';
import { bootstrapsOf } from '../bootstraps';

const OTHER_PAGES = [
  ['POST', '/quitquitquit'],
  ['POST', '/quitquitquit?/ready'],
  ['POST', '/stats/../quitquitquit'],
  ['POST', '/healthcheck/ok'],
  ['POST', '/logging?level=trace'],
  ['POST', '/drain_listeners'],
  ['POST', '/reset_counters'],
  ['POST', '/runtime_modify?a=b'],
  ['POST', '/stats/recentlookups/enable'],
  ['GET', '/config_dump'],
  ['GET', '/certs'],
  ['GET', '/clusters'],
  ['GET', '/server_info'],
  ['GET', '/'],
] as const;

describe.each(['web', 'ingress'])('of %s', (name) =>
  describeWithEnvoy('the admin server', () => {
    let envoy: Envoy;
    beforeAll(async () => {
      const address = nextAddress();
      const bootstraps = bootstrapsOf(
        { gateways: { ingress: aGateway() } },
        { outerAddress: address, loopbackAddress: address },
      );
      envoy = await startEnvoy(bootstraps(name));
    }, 30_000);
    afterAll(() => envoy?.stop());

    it.each([
      '/ready',
      '/stats',
      '/stats?filter=server.uptime',
      '/stats/prometheus',
      '/stats/prometheus?usedonly',
    ])('answers health and statistics: %s', async (path) => {
      expect((await envoy.admin(path)).status).toBe(200);
    });

    it.each(OTHER_PAGES)('neither shows, changes nor ends anything: %s %s', async (method, path) => {
      expect((await envoy.admin(path, method)).status).toBe(403);
    });

    it('takes the word of who says that the task leaves', async () => {
      expect((await envoy.admin('/healthcheck/fail', 'POST')).status).toBe(200);
      expect((await envoy.admin('/ready')).status).toBe(503);
    });
  }),
);
