/** For the tests of every service of the workshop: the metadata endpoint that ECS gives a task. */
import { listen, type Listening } from '@meshwright/http-service/testing';

export interface FakeMetadata extends Listening {
  /** For ECS_CONTAINER_METADATA_URI_V4. */
  readonly uri: string;
  /** How often it was asked for the task. */
  readonly asked: () => number;
  /** What it answers from now on: a task in this zone, any other body, or nothing at all. */
  readonly answer: (next: MetadataAnswer) => void;
}

export type MetadataAnswer = { readonly zone: string } | { readonly body: string } | 'silence' | 503;

export async function startFakeMetadata(first: MetadataAnswer): Promise<FakeMetadata> {
  let [current, asked] = [first, 0];
  const listening = await listen((request, response) => {
    if (request.url !== '/v4/container-1/task') return response.writeHead(404).end();
    asked += 1;
    if (current === 'silence') return;
    if (current === 503) return response.writeHead(503).end();
    return response.end('body' in current ? current.body : JSON.stringify(task(current.zone)));
  });
  return {
    ...listening,
    uri: `${listening.url}/v4/container-1`,
    asked: () => asked,
    answer: (next) => (current = next),
  };
}

/** Some of what ECS tells. */
function task(zone: string) {
  return {
    Cluster: 'dev-ecsworkshop',
    Family: 'crystal',
    DesiredStatus: 'RUNNING',
    AvailabilityZone: zone,
    LaunchType: 'FARGATE',
  };
}
