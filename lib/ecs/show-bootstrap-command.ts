/** The command that shows a packed bootstrap to readers without the source. */
import { ENVOY_CONTAINER } from './containers/envoy-container';
import { BOOTSTRAP_VARIABLE } from './containers/packed-bootstrap';

export interface ShowBootstrapRefs {
  readonly region: string;
  readonly taskDefinitionArn: string;
}

/** The command is complete and runs as it stands. It prints the JSON that Envoy reads. */
export function renderShowBootstrapCommand({ region, taskDefinitionArn }: ShowBootstrapRefs): string {
  const variables = `taskDefinition.containerDefinitions[?name=='${ENVOY_CONTAINER}'].environment[]`;
  return [
    'aws ecs describe-task-definition',
    `--region ${region}`,
    `--task-definition ${taskDefinitionArn}`,
    `--query "${variables} | [?name=='${BOOTSTRAP_VARIABLE}'].value | [0]"`,
    '--output text | base64 --decode | gzip -dc',
  ].join(' ');
}
