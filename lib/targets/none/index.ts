/** Target `none`: plain ECS with Cloud Map and no proxy, where the first source system begins. */
export { renderAccess } from './access';
export { addressIn, enteredListener, enteredNode, enteredService } from './answering-node';
export { enteredHealth, sharedHealth, type TargetHealth } from './health';
export { renderNodeTask } from './task';
export { validateForNone } from './validate';
