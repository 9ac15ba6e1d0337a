/** Renders an application for target `none`, as plain data. */
export { renderAccess } from './access';
export { renderEnds } from './load-balancer-ends';
export { addressIn, enteredListener, enteredNode, enteredService } from './answering-node';
export { sharedHealth } from './health';
export { renderNodeTask } from './task';
export { validateForNone } from './validate';
