/** What tells a task of the workshop where it is and what it is made of, from its environment. */
import { type Environment, serviceUrl } from '@meshwright/http-service';
import { readCommit } from './commit';
import { createZone, type Zone } from './zone';

export interface Origin {
  readonly zone: Zone;
  /** Hash of the commit that the code was built from. */
  readonly commit: string;
}

const METADATA = 'ECS_CONTAINER_METADATA_URI_V4';

export function readOrigin(environment: Environment): Origin {
  // ECS sets it in every container; elsewhere it is absent.
  const metadata = environment[METADATA] ? serviceUrl(METADATA)(environment) : undefined;
  return { zone: createZone(metadata), commit: readCommit(environment) };
}
