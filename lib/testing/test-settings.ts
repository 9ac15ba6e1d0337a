/** The settings of a test. The environment of the test run is not read: a test names all that it depends on. */
import { join } from 'node:path';
import type { ApplicationSource } from '../mesh/application';
import type { ReadInput } from '../project/read-application';

export interface TestSettings {
  /** @default 'dev' */
  readonly stage?: string;
  /** Other settings, by their names in the environment: `{ MESH_WEIGHTS: 'cart/all:v1=50,v2=50' }`. @default {}, as `cdktf.json` says */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * What the project's reader is given for one application, and for others that it needs. Every image has the tag `test`, so no
 * source folder need exist.
 */
export function testInput(
  source: ApplicationSource,
  { stage = 'dev', settings = {} }: TestSettings,
  beside: readonly ApplicationSource[] = [],
): ReadInput & { readonly environment: Readonly<Record<string, string>> } {
  return {
    root: join(__dirname, '..', '..'),
    sources: [source, ...beside],
    environment: { MESH_IMAGES: 'test', ...settings, MESH_STAGE: stage },
    isPart: true,
  };
}
