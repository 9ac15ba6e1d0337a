/** What `services/<application>/extend.ts` imports. */
export { extend, type Extension } from './extension';
export type { Extended, Kind } from './extended';
export type { ExtendedStack } from './extended-stack';
export type { Handles } from './handles';
export type { RoleHandle } from './role-handle';
export type { TaskHandle } from './task-handle';
