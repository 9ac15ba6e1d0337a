/** What of stack `dev-shop` is App Mesh's, to be applied alone. */
import type { ApplicationSource } from '../../lib/mesh/application';
import { type Block, synthApplications } from './synth';

type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** Names of the zone stand in place of references to it, and nothing depends on what is not there. */
export function appMeshAlone(source: ApplicationSource): Resources {
  const { resource = {} } = synthApplications([source]).stack('dev-shop').terraform;
  const own = Object.entries(resource).filter(([type]) => type.startsWith('aws_appmesh_'));
  const alone = Object.fromEntries(
    own.map(([type, bodies]) => [
      type,
      Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, dependingOnAppMesh(body)])),
    ]),
  );
  const text = JSON.stringify(alone).replace(
    /\$\{aws_service_discovery_(\w+)\.([\w-]+)\.name\}/g,
    (_, type, name) => (type === 'service' ? String(name) : 'shop.local'),
  );
  return JSON.parse(text) as Resources;
}

function dependingOnAppMesh({ depends_on, ...body }: Block): Block {
  const own = (Array.isArray(depends_on) ? depends_on.map(String) : []).filter((address) =>
    address.startsWith('aws_appmesh_'),
  );
  return { ...body, ...(own.length > 0 && { depends_on: own }) };
}
