import { renderShowBootstrapCommand } from '../../lib/ecs/show-bootstrap-command';

const refs = {
  region: 'us-west-2',
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/dev-shop-web:7',
};
const command = renderShowBootstrapCommand(refs);

it('is one line that a shell takes as it stands', () => {
  expect(command.split(/ (?=--[rtqo])/)).toEqual([
    'aws ecs describe-task-definition',
    '--region us-west-2',
    `--task-definition ${refs.taskDefinitionArn}`,
    `--query "taskDefinition.containerDefinitions[?name=='envoy'].environment[] | [?name=='ENVOY_BOOTSTRAP_GZIP'].value | [0]"`,
    '--output text | base64 --decode | gzip -dc',
  ]);
});
