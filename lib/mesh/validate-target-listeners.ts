/** Whether the nodes of a service have the same listeners, as callers need it. */
import { validateSlashes } from './traffic/http-form';
import { type Listener, pickListener } from './listener';
import { listNames, type Problem } from './checks/problem';
import { problems } from './checks/problems';
import { type MeshService, targetsOf } from './service';
import { quote } from './checks/value-text';

/** Callers see one port and one protocol, or one protocol on each of several ports. So all nodes must have the same. */
export function validateTargetListeners(
  service: MeshService,
  listeners: ReadonlyMap<string, readonly Listener[]>,
): Problem[] {
  const where = `service ${quote(service.name)}`;
  const silent = targetsOf(service).filter((name) => listeners.get(name)?.length === 0);
  const met = service.routes.flatMap(({ name: route, match: { port }, targets }) =>
    targets.flatMap(({ node }) => {
      const own = listeners.get(node) ?? [];
      return own.length === 0 ? [] : [{ route, node, port, own, listener: pickListener(own, port) }];
    }),
  );
  const spoken = met.flatMap(({ node, port, listener }) =>
    listener === undefined ? [] : [{ node, port, listener, way: `${listener.protocol} ${listener.port}` }],
  );
  return [
    ...silent.map((name) => problems.targetNoListener(where, name)),
    ...met
      .filter(({ listener }) => listener === undefined)
      .map(({ route, node, port, own }) =>
        problems.routePortUnknown(
          `${where} > route ${quote(route)}`,
          port,
          node,
          own.map((each) => each.port),
        ),
      ),
    ...(agree(spoken)
      ? []
      : [
          problems.targetListenersDiffer(
            where,
            listNames([...new Set(spoken.map(({ node, way }) => `${node}: ${way}`))]),
          ),
        ]),
    ...validateSlashes(spoken, where),
  ];
}

/** The first listeners are equal, and each port has one protocol. */
function agree(
  spoken: readonly { readonly port: number | undefined; readonly listener: Listener; readonly way: string }[],
): boolean {
  const firsts = new Set(spoken.filter(({ port }) => port === undefined).map(({ way }) => way));
  const ways = new Set(spoken.map(({ way }) => way));
  const ports = new Set(spoken.map(({ listener }) => listener.port));
  return firsts.size <= 1 && ways.size === ports.size;
}
