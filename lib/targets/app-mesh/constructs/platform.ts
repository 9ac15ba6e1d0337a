/** What all nodes of an application share on AWS App Mesh: the mesh, its gateways, the security groups, the traces. */
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { Construct } from 'constructs';
import { KEEP_ALIVE_SECONDS, renderAccess, renderEnds, renderMesh } from '../renderer';
import { addGateway } from './gateway';
import { GatewayScopes } from '../../../ecs/constructs/gateway-scopes';
import { LoadBalancers } from '../../../ecs/constructs/load-balancers';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import { MESH_NAME, virtualGatewayNameOf } from '../../../ecs/constructs/shared-outputs';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';
import { TracingResources } from '../../../ecs/constructs/tracing';

export class AppMeshPlatform extends Construct implements PlacedPlatform {
  readonly entries: PlacedPlatform['entries'];
  readonly innerUrls: PlacedPlatform['innerUrls'];
  readonly gatewayOutputs: PlacedPlatform['gatewayOutputs'] = new Map();
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
      networkBlocks: target.networkBlocks,
      references: target.references,
      access: renderAccess(application),
    });
    const scopes = new GatewayScopes(this, application);
    const balancers = new LoadBalancers({
      target,
      ends: renderEnds(application),
      groups,
      scopeOf: (loadBalancer) => scopes.ofLoadBalancer(loadBalancer),
      closesAfter: KEEP_ALIVE_SECONDS,
    });
    const parts = { target, meshName: mesh.name, groups, balancers, scopes };
    const gateways = application.gateways.map((gateway) => addGateway(gateway, parts));
    if (application.tracing)
      new TracingResources(this, 'tracing', { application, tracing: application.tracing });
    const meshName = { value: mesh.name, description: 'Name of the mesh' };
    this.entries = balancers.entries;
    this.innerUrls = new Map(
      gateways.flatMap(({ name, innerUrl }) => (innerUrl === undefined ? [] : [[name, innerUrl]])),
    );
    this.outputs = { mesh_arn: { value: mesh.arn, description: 'ARN of the mesh' }, [MESH_NAME]: meshName };
    this.shared = {
      [MESH_NAME]: meshName,
      ...groups.outputs,
      ...balancers.outputsFor(application.nodes),
      ...Object.fromEntries(
        gateways.map(({ name, virtualGatewayName }) => [
          virtualGatewayNameOf(name),
          { value: virtualGatewayName, description: `Name of virtual gateway ${name}` },
        ]),
      ),
    };
    this.neededBy = (node) => [...balancers.neededBy(node), ...groups.neededByTasks(node)];
    this.rulesOf = groups.neededByTasks;
    this.rulesTo = groups.leadingTo;
  }
}
