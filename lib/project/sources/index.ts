/** Build contexts of images: their files, their hash, and writing them to a folder. */
export {
  type BuildContext,
  describeContext,
  describeContexts,
  type Described,
  type DescribedAll,
} from './build-context';
export { contextHash, contextTag } from './context-hash';
export { listSources, sourcePath } from './list-sources';
export { stageAssets } from './stage-assets';
export { stageContext } from './stage-context';
export type { ContextEntry } from './context-entry';
