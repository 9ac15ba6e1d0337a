/**
 * Features that are lost without a mesh. A loss that changes which node answers is an error. Every other loss is a
 * warning.
 */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { takesEverything } from '../../mesh/match/match';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { DEFAULT_QUOTAS, type Quotas } from '../../mesh/checks/quotas';
import { validateRules } from '../../ecs/validate-rules';
import { renderAccess } from './access';
import { problems } from '../../mesh/checks/problems';
import { targetsOf } from '../../mesh/service';
import { validateFirstAnswer } from '../../ecs/validate-first-answer';
import { validateDeregistration } from '../../ecs/validate-leaving';
import { validateTask } from '../../ecs/validate';
import { validateLoadBalancers } from '../../ecs/validate-load-balancers';
import { renderEnds } from './load-balancer-ends';
import { losses } from './lost-features';
import { renderNodeTask } from './task';
import { validateGateways } from './validate-gateways';

const target = 'none';

export function validateForNone(application: MeshApplication, quotas: Quotas = DEFAULT_QUOTAS): Problem[] {
  return [
    ...losses(application)
      .filter(({ places }) => places.length > 0)
      .map(({ report, places }) => report(target, listNames(places))),
    ...validateAnswers(application),
    ...validateGateways(application),
    ...validateLoadBalancers(application, { ends: renderEnds(application), hasGateways: false }),
    ...validateDeregistration(application),
    ...validateRules(application, { access: renderAccess(application), quotas, hasCallPaths: true }),
    // ECS waits for the load balancer's check of a new task.
    ...validateFirstAnswer(application, {
      target,
      checked: renderEnds(application).map(({ tasks }) => tasks),
    }),
    ...application.nodes.flatMap((node) =>
      validateTask(
        renderNodeTask(application, node).containers,
        node.runs,
        `node ${quote(node.name)} > runs`,
      ),
    ),
  ];
}

/** Only a mesh can split requests between nodes, or leave some requests without an answer. */
function validateAnswers(application: MeshApplication): Problem[] {
  const { services } = application;
  const lookup = lookupIn(application);
  return services.flatMap((service) => {
    const where = `service ${quote(service.name)}`;
    const ports = new Set(service.routes.map((route) => lookup.listenerOfRoute(route).port));
    const answered = new Set(
      service.routes
        .filter(({ match }) => takesEverything(match))
        .map((route) => lookup.listenerOfRoute(route).port),
    );
    if (answered.size < ports.size) {
      const fix = 'use envoy, or add a route for every request';
      return [problems.unsupported(where, target, 'service that answers some requests only', fix)];
    }
    const answering = new Set(
      service.routes.flatMap(({ targets }) =>
        targets.filter(({ weight }) => weight > 0).map(({ node }) => node),
      ),
    );
    if (answering.size < 2) return [];
    return [
      problems.splitLost(where, target, listNames(targetsOf(service).filter((node) => answering.has(node)))),
    ];
  });
}
