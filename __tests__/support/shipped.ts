/**
 * What this project ships, and what its own tests are about. An application that is added has tests of its own,
 * beside it, and none of ours speaks of it.
 */
import { join } from 'node:path';
import { listSources } from '../../lib/project/sources';
import colorTeller from '../../services/color-teller/application';
import ecsworkshop from '../../services/ecsworkshop/application';

/** As `services/index.ts` of a fresh clone lists them. */
export const shippedApplications = [colorTeller, ecsworkshop] as const;

/** Folders of `services`. */
export const shippedFolders = ['color-teller', 'ecsworkshop', 'http-service'] as const;

/** Sources of the images that the shipped applications run. */
export function shippedSources(): string[] {
  return listSources(join(__dirname, '..', '..')).filter((source) =>
    shippedFolders.some((folder) => source.startsWith(`services/${folder}/`)),
  );
}
