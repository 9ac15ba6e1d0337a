/** What all nodes of an application share on AWS App Mesh: the mesh, its gateways, the security groups, the traces. */
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { Construct } from 'constructs';
import { renderAccess, renderMesh } from '../renderer';
import { foreignImages } from '../../../ecs/containers/images';
import { AppMeshGateway } from './gateway';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import { MESH_NAME, virtualGatewayNameOf } from '../../../ecs/constructs/shared-outputs';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';
import { TracingResources } from '../../../ecs/constructs/tracing';

export class AppMeshPlatform extends Construct implements PlacedPlatform {
  readonly entries: PlacedPlatform['entries'];
  readonly innerUrls: PlacedPlatform['innerUrls'];
  readonly outputs: PlacedPlatform['outputs'];
  readonly shared: PlacedPlatform['shared'];
  readonly neededBy: PlacedPlatform['neededBy'];
  readonly rulesOf: PlacedPlatform['rulesOf'];
  readonly rulesTo: PlacedPlatform['rulesTo'];

  constructor(scope: Construct, id: string, target: PlatformProps) {
    super(scope, id);
    const { application } = target.place;
    const mesh = new AppmeshMesh(this, 'Mesh', renderMesh(application));
    const groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: target.vpcId,
      region: target.place.region,
      access: renderAccess(application),
    });
    const parts = { target, meshName: mesh.name, groups, images: foreignImages(target.imageMirror) };
    const scopeOfGateways = new Construct(this, 'Gateways');
    const gateways = application.gateways.map(
      (gateway) => new AppMeshGateway(scopeOfGateways, gateway, parts),
    );
    if (application.tracing)
      new TracingResources(this, 'tracing', { application, tracing: application.tracing });
    const meshName = { value: mesh.name, description: 'Name of the mesh' };
    this.entries = new Map(gateways.flatMap(({ name, entry }) => (entry ? [[name, entry]] : [])));
    this.innerUrls = new Map(
      gateways.flatMap(({ name, innerUrl }) => (innerUrl === undefined ? [] : [[name, innerUrl]])),
    );
    this.outputs = { mesh_arn: { value: mesh.arn, description: 'ARN of the mesh' }, [MESH_NAME]: meshName };
    this.shared = {
      [MESH_NAME]: meshName,
      ...groups.outputs,
      ...Object.fromEntries(
        gateways.map(({ name, virtualGatewayName }) => [
          virtualGatewayNameOf(name),
          { value: virtualGatewayName, description: `Name of virtual gateway ${name}` },
        ]),
      ),
    };
    this.neededBy = groups.neededByTasks;
    this.rulesOf = groups.neededByTasks;
    this.rulesTo = groups.leadingTo;
  }
}
