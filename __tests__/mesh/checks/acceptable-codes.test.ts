/** The list of what a user may accept is what targets report and go on without. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptable } from '../../../lib/mesh/checks/acceptable-codes';

/** Warnings of the model itself, which are the same on every target. */
const OF_THE_MODEL = [
  'domain-names-quota',
  'environment-empty',
  'external-open',
  'load-balancer-rule-host',
  'match-escaped-slash',
  'match-path-form',
  'open-empty',
  'rights-all',
  'outside-policy-many',
  'route-order-by-name',
  'route-order-changed',
];

/** Refused by `npm run deploy` alone, see `lib/commands/deploy`: synth and tests go on. */
const OF_DEPLOY = ['app-mesh-ended', 'policies-undeclared', 'running-replaced'];

/** A route that is made elsewhere, such as to another network, may lead to the host. */
const OF_THE_NETWORK = ['host-needs-internet'];

it('holds every warning and every loss of a target, what only a deploy refuses, and what a route may mend', () => {
  const folder = join(__dirname, '../../../lib/mesh/checks/problems');
  const sources = readdirSync(folder)
    .filter((file) => file !== 'factory.ts')
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const texts = sources.flatMap((source) => source.split(/\n {2}(?=\w+: \()/));
  const factories = texts.map((text) => ({
    text,
    code: /(?:error|wrong|loss)\(\s*'([a-z0-9-]+)'/.exec(text)?.[1] ?? '',
  }));
  const losses = factories
    .filter(({ text, code }) => text.includes('warning(') || /^(loss-.*|unsupported)$/.test(code))
    .map(({ code }) => code)
    .filter((code) => code !== '' && !OF_THE_MODEL.includes(code));
  expect(acceptable).toEqual([...OF_DEPLOY, ...OF_THE_NETWORK, ...losses].sort());
});
