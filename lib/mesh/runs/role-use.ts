/** What uses the role: the containers, ECS while it starts them, or EventBridge while it asks ECS to start them. */
export type RoleUse = 'task' | 'execution' | 'schedule';
