/** A node calls a service: where its request goes. */
import type { MeshNode } from '../node';
import { mergesSlashes } from '../traffic/http-form';
import { readRequest } from './request';
import type { Resolution } from './resolution';
import type { ReadyEntrance } from './resolver';
import { takeRoute, type Walk } from './take-route';

/** An explicit caller's Envoy writes the host itself. The host of a transparent caller must be a name of the service. */
export function askService(
  { interception }: MeshNode,
  entrance: ReadyEntrance,
  { request, hops }: Walk,
): Resolution {
  const { service, listener, authority, hosts } = entrance;
  const noted = hops && { hops };
  if (listener.protocol !== 'tcp' && request.protocol === 'tcp')
    return { kind: 'lost', why: 'protocol', service };
  if (interception === 'explicit')
    return takeRoute(entrance, {
      read: readRequest(request, authority, mergesSlashes(listener)),
      hostOf: ({ externalHost = authority }) => externalHost,
      ...noted,
    });
  // Clients omit HTTP's own port.
  const said = request.host ?? (listener.port === 80 ? hosts[0] : authority);
  if (listener.protocol !== 'tcp' && !hosts.includes(said.toLowerCase()))
    return { kind: 'lost', why: 'host', status: 404, service };
  const read = readRequest(request, said, mergesSlashes(listener));
  return takeRoute(entrance, { read, hostOf: () => said, ...noted });
}
