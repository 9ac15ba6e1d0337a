/** Whose the role is: the containers', ECS's while it starts them, EventBridge's while it asks ECS to. */
export type RoleUse = 'task' | 'execution' | 'schedule';
