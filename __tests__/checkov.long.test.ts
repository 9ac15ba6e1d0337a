/** checkov's checks over every stack: no finding without a reason in `lib/stacks/parts/checkov-exceptions.ts`. */
import { accepts, acceptedFindings } from '../lib/stacks/parts/checkov-exceptions';
import { checkovPython, type Finding, scan } from './support/checkov/scan';
import { interpreterIn, whyNoPython } from './support/python';
import oneOffTask from './golden/one-off-task/mesh';
import schedule from './golden/schedule/mesh';
import { synthApplications, synthProject } from './support/synth';

const targets = ['app-mesh', 'envoy', 'none'] as const;
/** Without the stack of images (MESH_BUILD), which has no resources of AWS and therefore nothing to check. */
const stacks = targets.flatMap((target) =>
  [
    ...synthProject({ MESH_TARGET: target }).stacks,
    // What no application of ours has: jobs.
    ...[oneOffTask, schedule].map((story) =>
      synthApplications([story], { MESH_TARGET: target }).stack('dev-shop'),
    ),
  ].map(({ name, json }) => ({ target, name, json })),
);
/** Most stacks are the same on every target. */
const jsons = [...new Set(stacks.map(({ json }) => json))];
const every = jsons.map((json): [string, string] => {
  const [{ name, target } = { name: '', target: '' }, ...others] = stacks.filter(
    (each) => each.json === json,
  );
  return [others.length > 0 ? name : `${name}, target ${target}`, json];
});

describeWithCheckov('checkov', () => {
  const found: Finding[] = [];
  // Its packages are 290 MB; installing them takes 50 s once.
  beforeAll(() => interpreterIn(checkovPython), 600_000);

  it.each(every)(
    '%s: no finding without a reason',
    async (_, json) => {
      const { passed, findings } = await scan(json);
      expect(passed).toBeGreaterThan(0);
      found.push(...findings);
      expect(findings.filter((finding) => !reasonsFor(finding).length)).toEqual([]);
    },
    60_000,
  );

  it('no reason without a finding', () => {
    const idle = acceptedFindings.filter(
      (reason) => !found.some((finding) => reasonsFor(finding).includes(reason)),
    );
    expect(idle).toEqual([]);
  });

  it('one reason for a finding', () => {
    expect(found.filter((finding) => reasonsFor(finding).length > 1)).toEqual([]);
  });

  it('sees into policies and containers', async () => {
    const everything = { Effect: 'Allow', Action: ['iam:CreateAccessKey'], Resource: ['*'] };
    const container = { name: 'app', image: 'app' };
    const { findings } = await scan(
      JSON.stringify({
        terraform: { required_version: '>= 1.10.0' },
        resource: {
          aws_iam_role_policy: { red: { policy: JSON.stringify({ Statement: [everything] }) } },
          aws_ecs_task_definition: { red: { container_definitions: JSON.stringify([container]) } },
        },
      }),
    );
    expect(findings.map(({ check, address }) => `${check} ${address}`)).toEqual(
      expect.arrayContaining([
        // Privilege escalation, and a star where the action could name a resource.
        'CKV_AWS_110 data.aws_iam_policy_document.red',
        'CKV_AWS_356 data.aws_iam_policy_document.red',
        'CKV_AWS_336 aws_ecs_task_definition.red',
      ]),
    );
  }, 60_000);
});

function reasonsFor({ check, address }: Finding) {
  return acceptedFindings.filter((reason) => reason.check === check && accepts(reason, address));
}

/** A loud skip where there is no Python, a failure with CI=true. */
function describeWithCheckov(title: string, body: () => void): void {
  const reason = whyNoPython(checkovPython);
  if (reason === undefined) return void describe(title, body);
  if (process.env['CI'] === 'true') {
    return void describe(title, () => {
      test('Python is there', () => {
        throw new Error(reason);
      });
    });
  }
  console.warn(`SKIPPED: ${title}: ${reason}`);
  describe.skip(title, body);
}
