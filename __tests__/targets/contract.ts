/** What every target's renderer must do; a renderer's own tests hold only its own words. */
import fc from 'fast-check';
import type { MeshApplication } from '../../lib/mesh/application';
import type { Problem } from '../../lib/mesh/checks/problem';
import { type BuiltName, targetNamed } from '../../lib/targets';
import { validateApplication } from '../../lib/mesh/validate';
import type { Support } from '../../lib/targets/capability';
import type { Feature } from '../../lib/targets/features';
import { aMesh, type MeshParts } from '../../lib/testing';
import { applicationsOf, partsArbitrary } from './meshes';
import { type Sample, samples } from './samples';

/** Features that no renderer makes: constructs place them, the same way on every target. */
export type PlacedFeature =
  | 'load balancer'
  | 'HTTPS at the load balancer'
  | 'load balancer domain'
  | 'IPv6 at the load balancer'
  | 'load balancer logs'
  | 'load balancer settings'
  | 'web ACL'
  | 'rules of a load balancer'
  | 'answers of a load balancer'
  | 'internal load balancer'
  | 'TLS at a Network Load Balancer'
  | 'settings of target groups'
  | 'log retention'
  | 'VPC endpoints'
  | 'public addresses of tasks'
  | 'IPv6'
  | 'tags'
  | 'rights and roles';

export interface Renderer {
  readonly target: BuiltName;
  readonly validate: (application: MeshApplication) => Problem[];
  /** Everything that the target makes of the application, with plain names for references. */
  readonly render: (application: MeshApplication) => unknown;
  /** For each feature, a text of the rendered JSON that is there because of it. */
  readonly shows: Readonly<Record<Exclude<Feature, PlacedFeature>, string | typeof NOTHING>>;
  /** The codes that report a feature. @default - any problem that the feature brings with it */
  readonly reports?: Readonly<Partial<Record<Feature, string>>>;
  /** Applications of the target's own, where the usual ones bring more with them than the feature. */
  readonly samples?: Readonly<Partial<Record<Feature, Sample>>>;
}

/** What every target shows alike of a task: `lib/ecs` renders it. */
export const taskShows = {
  'ephemeral storage': '"ephemeralStorage":{"sizeInGib":33}',
  'platform version': '"platformVersion":"1.4.0"',
  'execute command': '"enableExecuteCommand":true',
  'EFS volumes': '"group":{"id":"sg-0a1b2c3d4e5f67891","addRule":false}',
  'writable folders': '\\"tmpfs\\":[{\\"containerPath\\":\\"/var/cache/own\\",\\"size\\":32,',
} as const;

/** In place of a text: the target has the feature by doing nothing. */
export const NOTHING = Symbol('nothing');

const at = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });

export function testRenderer(renderer: Renderer): void {
  const { target, validate, render, shows } = renderer;
  const { capabilities } = targetNamed(target);

  describe(`${target}, as every target,`, () => {
    const sound = fc
      .sample(partsArbitrary, { numRuns: 150, seed: 20_261_122 })
      .filter((parts) => validateApplication(at(parts)).length === 0);

    it('is asked about many meshes, sound ones', () => {
      expect(sound.length).toBeGreaterThan(100);
    });

    it('renders every one of them', () => {
      for (const parts of sound) {
        expect(() => render(at(parts))).not.toThrow();
        expect(() => validate(at(parts))).not.toThrow();
      }
    });

    it('gives the same output whatever order the mesh was declared in', () => {
      for (const parts of sound) {
        const [one, other] = applicationsOf(parts);
        expect(JSON.stringify(render(other))).toBe(JSON.stringify(render(one)));
        expect(validate(other)).toEqual(validate(one));
      }
    });

    it('leaves the mesh as it found it, and gives the same output again', () => {
      for (const parts of sound) {
        const application = at(parts);
        const before = JSON.stringify(application);
        expect(JSON.stringify(render(application))).toBe(JSON.stringify(render(application)));
        expect(JSON.stringify(application)).toBe(before);
      }
    });

    const words = Object.entries(shows) as [Feature, string | typeof NOTHING][];
    it.each(words)('renders or reports: %s (%p)', (feature, word) => {
      const { support } = capabilities[feature];
      expect(seen(renderer, feature, word)).toEqual(EXPECTED[support]);
    });
  });
}

/** What is said of how a node's tasks come and go, whatever its features. */
const LIVES = ['slow-start', 'leave-cut-short'];

/** What a user gets for each kind of support. */
const EXPECTED: Readonly<Record<Support, ReturnType<typeof seen>>> = {
  native: { isRendered: true, isInAnother: false, isReported: false },
  approximated: { isRendered: true, isInAnother: false, isReported: true },
  unsupported: { isRendered: false, isInAnother: false, isReported: true },
};

function seen(renderer: Renderer, feature: Feature, word: string | typeof NOTHING) {
  const { validate, render, reports } = renderer;
  const { without, with: parts } = renderer.samples?.[feature] ?? samples[feature];
  const codes = new Set([
    ...LIVES,
    ...(without === undefined ? [] : validate(at(without)).map(({ code }) => code)),
  ]);
  const news = validate(at(parts)).filter(({ code }) => !codes.has(code));
  const own = reports?.[feature];
  // Where every application has the feature, what others lose is no news of this one.
  const isNews = news.length > 0 && (reports === undefined || without !== undefined);
  const holds = (application: MeshParts) =>
    word === NOTHING || JSON.stringify(render(at(application))).includes(word);
  return {
    isRendered: holds(parts),
    isInAnother: word !== NOTHING && without !== undefined && holds(without),
    isReported: own === undefined ? isNews : news.some(({ code }) => code === own),
  };
}
