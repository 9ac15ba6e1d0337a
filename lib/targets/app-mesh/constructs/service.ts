/** A virtual service with its router and routes, and the name that its callers look up in DNS. */
import { lookupIn } from '../../../mesh/lookup';
import { AppmeshRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import { AppmeshVirtualRouter } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import { AppmeshVirtualService } from '@cdktf/provider-aws/lib/appmesh-virtual-service';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshRoute } from '../../../mesh/route';
import type { MeshService } from '../../../mesh/service';
import { renderRoute, renderVirtualRouter, renderVirtualService, withPriorities } from '../renderer';
import { type AppMeshParts, leaveLast } from './parts';
import { PlaceholderName } from '../../../ecs/constructs/cloud-map';
import { serviceOf } from '../../../ecs/constructs/removal-order';
import type { ServicesProps } from '../../../ecs/constructs/placement';

export interface AppMeshServiceProps {
  readonly parts: AppMeshParts;
  readonly virtualNodeNameOf: (node: string) => string;
  /** No node is found under the service's name, so the name needs a placeholder. */
  readonly needsPlaceholder: boolean;
}

export class AppMeshService extends Construct {
  readonly virtualServiceName: string;
  readonly arn: string;

  constructor(
    scope: Construct,
    service: MeshService,
    { parts, virtualNodeNameOf, needsPlaceholder }: AppMeshServiceProps,
  ) {
    super(scope, service.name);
    const { meshName, hostOf, target } = parts;
    const lookup = lookupIn(target.place.application);
    const host = hostOf(service.name);
    const listeners = lookup.listenersOf(service.name);
    const router = new AppmeshVirtualRouter(
      this,
      'VirtualRouter',
      renderVirtualRouter(service, { meshName, listeners }),
    );
    for (const route of withPriorities(service.routes, (each) => lookup.listenerOfRoute(each).port)) {
      const refs = {
        meshName,
        virtualRouterName: router.name,
        virtualNodeNameOf,
        listener: lookup.listenerOfRoute(route),
        isOneOfSeveral: listeners.length > 1,
      };
      new AppmeshRoute(new Construct(this, route.name), 'Route', {
        ...renderRoute(route, refs),
        dependsOn: this.outlivedBy(route, target),
      });
    }
    const provided = renderVirtualService({ meshName, host, virtualRouterName: router.name });
    const virtualService = new AppmeshVirtualService(this, 'VirtualService', {
      ...provided,
      lifecycle: leaveLast,
    });
    if (needsPlaceholder) {
      new PlaceholderName(this, 'Placeholder', {
        name: service.name,
        namespaceId: target.namespaceId,
        description: `Makes virtual service ${host} resolve; its calls are taken over by Envoy`,
      });
    }
    this.virtualServiceName = virtualService.name;
    this.arn = virtualService.arn;
  }

  /** The tasks that a route leads to, and the path to them, are deleted after the route no longer leads to them. */
  private outlivedBy({ targets }: MeshRoute, { nodes, platform }: ServicesProps): ITerraformDependable[] {
    const running = new Set(nodes.filter(({ runs }) => runs.kind === 'service').map(({ name }) => name));
    return targets
      .filter(({ node }) => running.has(node))
      .flatMap(({ node }) => [serviceOf(node), ...platform.rulesTo(node)]);
  }
}
