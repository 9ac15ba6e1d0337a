/** Target `service-connect`: ECS Service Connect. It has a name and no renderer yet. */
import type { PlannedTarget } from '../target';

export const serviceConnect = { kind: 'planned', name: 'service-connect' } as const satisfies PlannedTarget;
