/**
 * The mesh and its gateways on App Mesh, for tasks that still run there: the configuration of their Envoys, without the
 * tasks.
 */
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { Construct } from 'constructs';
import { renderMesh, renderVirtualGateway } from '../renderer';
import { streamStatement } from './parts';
import type { Statement } from '../../../ecs/constructs/role';
import { MESH_NAME, virtualGatewayNameOf } from '../../../ecs/constructs/shared-outputs';
import type { Outputs, PlatformProps } from '../../../ecs/constructs/placement';

export class AppMeshLeft extends Construct {
  /** The parts of the platform that services need. */
  readonly shared: Outputs;

  private readonly gateways: ReadonlyMap<string, AppmeshVirtualGateway>;

  constructor(scope: Construct, id: string, { place: { application } }: Pick<PlatformProps, 'place'>) {
    super(scope, id);
    const { name: meshName } = new AppmeshMesh(this, 'Mesh', renderMesh(application));
    this.gateways = new Map(
      application.gateways.map((gateway) => [
        gateway.name,
        new AppmeshVirtualGateway(
          new Construct(this, gateway.name),
          'VirtualGateway',
          renderVirtualGateway(gateway, { meshName }),
        ),
      ]),
    );
    this.shared = {
      [MESH_NAME]: { value: meshName, description: 'Name of the mesh' },
      ...Object.fromEntries(
        [...this.gateways].map(([name, gateway]) => [
          virtualGatewayNameOf(name),
          { value: gateway.name, description: `Name of virtual gateway ${name}` },
        ]),
      ),
    };
  }

  /** Tasks of the old target read their configuration as long as they run. */
  statementsOf(gateway: string): Statement[] {
    const arn = this.gateways.get(gateway)?.arn;
    return arn === undefined ? [] : [streamStatement(arn)];
  }
}
