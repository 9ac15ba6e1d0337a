/** The command that shows a packed bootstrap to a reader who does not have the source. */
import { ENVOY_CONTAINER } from './containers/envoy-container';
import { BOOTSTRAP_VARIABLE } from './containers/packed-bootstrap';

export interface ShowBootstrapRefs {
  readonly region: string;
  readonly taskDefinitionArn: string;
}

/** The command is complete and can be run unchanged. It prints the JSON that Envoy reads. */
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
