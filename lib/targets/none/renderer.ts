/** What target `none` makes of an application, as plain data. */
export { renderAccess } from './access';
export { addressIn, enteredListener, enteredNode, enteredService } from './answering-node';
export { enteredHealth, sharedHealth, type TargetHealth } from './health';
export { renderNodeTask } from './task';
export { validateForNone } from './validate';
