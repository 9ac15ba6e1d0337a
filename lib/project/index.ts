/** The checked project: what is to be built, not how. */
export { type ImageChoice, type ImageChoices, namedImages, sourcesOf } from './image-choices';
export { type ListedApplications, listApplications, loadProblems, readExports } from './listed-applications';
export { readApplication, type ReadApplication } from './read-application';
export { messagesFor, type Project, type ProjectInput, readProject } from './project';
export {
  describeLock,
  LOCK_FILES,
  lockedIn,
  placeProviderLocks,
  type ProviderLock,
  type ProviderLocks,
  providerOf,
  readLock,
  readProviderLocks,
  STACK_LOCK_FILE,
} from './provider-lock';
export { livingIn } from './shared-networks';
export { validateSwitchOrder } from './target-before';
export { listStacks, STATE_STACK, type StackEntry, type StackPart } from './stack-list';
