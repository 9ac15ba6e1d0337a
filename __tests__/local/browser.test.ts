/** The page of color-teller on the real mesh: one color, then weights changed while it looks, then both in its tally. */
import type { Browser } from 'playwright-core';
import { tallyOf, visit } from '../browser/color-teller-page';
import { until } from '../browser/until';
import { describeWithChromium, launchChromium } from '../support/chromium';
import { describeWithEnvoy } from '../support/envoy';
import { type Started, startMesh, stopAll } from './started';

jest.setTimeout(120_000);

describeWithEnvoy('the page on the real mesh', () =>
  describeWithChromium('in a browser', () => {
    let mesh: Started;
    let browser: Browser;
    beforeAll(async () => {
      [mesh, browser] = await Promise.all([startMesh(), launchChromium()]);
      await mesh.until('running');
    });
    afterAll(async () => {
      await browser?.close();
      await stopAll();
    });

    test('shows one color, and both in its tally once the weights are others', async () => {
      const { page, settled, complaints } = await visit(browser, `http://localhost:${mesh.port}`, {});
      const colors = async () => (await tallyOf(page)).map((row) => row.split(' ')[0]).sort();
      await until(colors, ['red']);
      mesh.type('set color-service/default:red=50,blue=50');
      await mesh.until('changed');
      // It asks once a second, by its own clock; sixty reds in a row would be a wonder.
      for (let asked = 0; asked < 60 && (await colors()).length < 2; asked += 1) {
        await page.clock.runFor(1_000);
        await settled();
      }
      await until(colors, ['blue', 'red']);
      expect(complaints).toEqual([]);
    });
  }),
);
