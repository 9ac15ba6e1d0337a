/** The availability zone that this task runs in, from the metadata that ECS gives every task. */
import { log } from '@meshwright/http-service';

/** Tells the zone, or UNKNOWN_ZONE; never rejects. */
export type Zone = () => Promise<string>;

/** Outside ECS, where there is no metadata server to ask. */
export const LOCAL_ZONE = 'local';
/** For a task that ECS did not tell. */
export const UNKNOWN_ZONE = 'unknown';

const LIMIT_MS = 1_000;
/** So that a dumb endpoint costs one request in many its second, and not each. */
const ASK_AGAIN_MS = 10_000;

/** `metadata` is the task metadata endpoint, version 4. What it told once is kept: a task does not move. */
export function createZone(
  metadata: URL | undefined,
  { limitMs = LIMIT_MS, askAgainMs = ASK_AGAIN_MS } = {},
): Zone {
  if (metadata === undefined) return async () => LOCAL_ZONE;
  let told: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    try {
      return await askZone(metadata, limitMs);
    } catch (error) {
      log('error', { message: `The zone of this task is not known: ${reasonOf(error, limitMs)}` });
      setTimeout(() => (told = undefined), askAgainMs).unref();
      return UNKNOWN_ZONE;
    }
  };
  return () => (told ??= ask());
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html */
async function askZone(metadata: URL, limitMs: number): Promise<string> {
  const response = await fetch(`${metadata.href.replace(/\/$/, '')}/task`, {
    signal: AbortSignal.timeout(limitMs),
  });
  if (!response.ok) throw new Error(`the task metadata endpoint answered ${response.status}`);
  const zone: unknown = Object(await response.json())['AvailabilityZone'];
  if (typeof zone !== 'string' || zone === '') throw new Error('the task metadata names no AvailabilityZone');
  return zone;
}

function reasonOf(error: unknown, limitMs: number): string {
  const { name, message, cause } = Object(error) as Partial<Error>; // Whatever was thrown.
  if (name === 'TimeoutError') return `the task metadata endpoint did not answer within ${limitMs} ms`;
  return cause === undefined ? String(message) : `${message}: ${(Object(cause) as Partial<Error>).message}`;
}
