/** Serves the task metadata endpoint, version 4, which ECS has beside every task. Tasks read their zone from it. */
import { createServer, type Server } from 'node:http';
import type { OwnAddress } from './addresses/task-address';
import type { LocalTask } from './tasks';

export interface MetadataSubject {
  readonly task: LocalTask;
  readonly cluster: string;
}

export function metadataPath(task: string): string {
  return `/v4/${task}`;
}

/** Rejects with EADDRINUSE if another local mesh has the address, so this server also reserves the addresses. */
export function serveMetadata(
  place: OwnAddress,
  subjectOf: (task: string) => MetadataSubject | undefined,
): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const [, version, key = '', what] = url.split('/');
    const subject = version === 'v4' ? subjectOf(key) : undefined;
    response.writeHead(subject === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    if (subject === undefined) response.end('{}');
    else response.end(JSON.stringify(what === 'task' ? renderTask(subject) : renderContainer(subject)));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => resolve(server));
  });
}

/** The fields of https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html */
function renderTask({ task, cluster }: MetadataSubject) {
  return {
    Cluster: cluster,
    Family: `${cluster}-${task.owner}`,
    Revision: '1',
    TaskARN: arnOf({ task, cluster }),
    AvailabilityZone: task.zone,
    DesiredStatus: 'RUNNING',
    KnownStatus: 'RUNNING',
    LaunchType: 'FARGATE',
    Containers: [renderContainer({ task, cluster })],
  };
}

function renderContainer({ task, cluster }: MetadataSubject) {
  return {
    Name: 'app',
    DesiredStatus: 'RUNNING',
    KnownStatus: 'RUNNING',
    Labels: { 'com.amazonaws.ecs.task-arn': arnOf({ task, cluster }) },
  };
}

/** Account 000000000000 does not exist. The zone without its letter is the region. */
function arnOf({ task, cluster }: MetadataSubject): string {
  return `arn:aws:ecs:${task.zone.slice(0, -1)}:000000000000:task/${cluster}/${task.key}`;
}
