/** What the stacks of an application share: region, tags and where their state is. */
import type { Settings } from '../project/settings';
import type { MeshStackProps } from './parts/mesh-stack';
import type { MeshApplication } from '../mesh/application';
import { stackTags } from '../mesh/account-names';

export function stackProps(
  { region, stateBucket, stateKey }: Settings,
  application: MeshApplication,
  name: string,
): MeshStackProps {
  return {
    region,
    state: { bucket: stateBucket, region, ...(stateKey !== undefined && { keyArn: stateKey }) },
    // Ours last: the user's have other keys.
    tags: { ...application.tags, ...stackTags(application, name) },
  };
}
