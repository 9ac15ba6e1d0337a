import { aMesh } from '../../../lib/testing';
import { block, synthApplications } from '../../support/synth';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** What ECS may pull to start node `web` of an image reference. */
function pulls(reference: string): string[] {
  const shop = synthApplications([aMesh()], { MESH_IMAGES: `web=${reference}` }).stack('dev-shop');
  const { Statement } = JSON.parse(String(block(shop, 'aws_iam_role_policy.web_execution')['policy'])) as {
    Statement: { Action: string[]; Resource: string[] }[];
  };
  return Statement.filter(({ Action }) => Action.includes('ecr:BatchGetImage')).flatMap(
    ({ Resource }) => Resource,
  );
}

describe('an image of one’s own choice', () => {
  it.each([
    [
      '123456789012.dkr.ecr.us-west-2.amazonaws.com/web:v1',
      'arn:aws:ecr:us-west-2:123456789012:repository/web',
    ],
    [
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/web@${DIGEST}`,
      'arn:aws:ecr:eu-central-1:123456789012:repository/team/web',
    ],
    [
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web:v1',
      'arn:aws-cn:ecr:cn-north-1:123456789012:repository/web',
    ],
    [
      `123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/web:v1@${DIGEST}`,
      'arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/team/web',
    ],
  ])('in a private ECR, %s, may be pulled from exactly there', (reference, arn) => {
    expect(pulls(reference)).toEqual([arn]);
  });

  it.each(['public.ecr.aws/acme/web:v1', 'ghcr.io/acme/web:v1', 'registry.example.org:5000/web:v1'])(
    'elsewhere, %s, needs no permission of AWS',
    (reference) => {
      expect(pulls(reference)).toEqual([]);
    },
  );
});
