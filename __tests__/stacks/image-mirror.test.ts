/** A mirror through the whole synth: nothing of the JSON names the public registry any more, and roles may pull. */
import { block, containersOf, type Stack, synthColorTeller } from '../support/synth';

const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/ecr-public';
const names = ['dev-color-teller', 'dev-color-teller-images'];
const mirrored = (mirror: string) => {
  const project = synthColorTeller({ MESH_IMAGE_MIRROR: mirror, MESH_BUILD: 'docker' });
  return { application: project.stack('dev-color-teller'), all: names.map((name) => project.stack(name)) };
};

const images = (stack: Stack, runner: string) =>
  containersOf(stack, runner)
    .filter(({ name }) => name !== 'app')
    .map(({ image }) => image);

/** Repositories that ECS may pull from to start a runner. */
function pulls(stack: Stack, runner: string): string[] {
  const { policy } = block(stack, `aws_iam_role_policy.${runner}_execution`);
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: { Action: string[]; Resource: string[] }[];
  };
  return Statement.filter(({ Action }) => Action.includes('ecr:BatchGetImage')).flatMap(
    ({ Resource }) => Resource,
  );
}

describe('with MESH_IMAGE_MIRROR', () => {
  const { application, all } = mirrored(ecr);

  it.each(['red', 'client', 'ingress'])('the sidecars of %s come from there', (runner) => {
    expect(images(application, runner)).toEqual([
      `${ecr}/appmesh/aws-appmesh-envoy:v1.34.13.0-prod`,
      `${ecr}/xray/aws-xray-daemon:3.5.0`,
    ]);
  });

  it('nothing comes from the public registry', () => {
    expect(all.filter(({ json }) => json.includes('public.ecr.aws'))).toEqual([]);
  });

  it('in a private ECR, what starts a task may pull from it: exactly these repositories', () => {
    const sidecars = ['appmesh/aws-appmesh-envoy', 'xray/aws-xray-daemon'].map(
      (path) => `arn:aws:ecr:eu-central-1:123456789012:repository/ecr-public/${path}`,
    );
    expect(pulls(application, 'red')).toEqual([
      '${data.terraform_remote_state.registry.outputs.backend_repository_arn}',
      ...sidecars,
    ]);
    expect(pulls(application, 'ingress')).toEqual(sidecars);
  });

  it('elsewhere, it needs no permission of AWS', () => {
    expect(pulls(mirrored('registry.example.org/mirror').application, 'ingress')).toEqual([]);
  });
});

it('changes nothing where there is none', () => {
  const [one, two] = [synthColorTeller(), synthColorTeller({ MESH_IMAGE_MIRROR: '' })];
  expect(one.stack('dev-color-teller').json).toBe(two.stack('dev-color-teller').json);
});
