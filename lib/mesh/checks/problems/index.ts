/**
 * One factory for every problem of the model, so that each code has one text. Numeric limits have their factory in
 * `limit.ts`.
 */
import { capacityProblems } from './capacity';
import { containerProblems } from './container';
import { existingNetworkProblems } from './existing-network';
import { formProblems } from './form';
import { gatewayProblems } from './gateway';
import { loadBalancerProblems } from './load-balancer';
import { loadBalancerSettingsProblems } from './load-balancer-settings';
import { loadBalancerAnswerProblems } from './load-balancer-answer';
import { loadBalancerRuleProblems } from './load-balancer-rule';
import { jobProblems } from './job';
import { nameProblems } from './name';
import { networkProblems } from './network';
import { nodeProblems } from './node';
import { projectProblems } from './project';
import { referenceProblems } from './reference';
import { routeProblems } from './route';
import { scalingProblems } from './scaling';
import { sizeProblems } from './size';
import { stackProblems } from './stack';
import { taskProblems } from './task';
import { targetGroupProblems } from './target-group';
import { targetProblems } from './target';
import { wholeProblems } from './application';

export const problems = {
  ...nameProblems,
  ...formProblems,
  ...networkProblems,
  ...existingNetworkProblems,
  ...nodeProblems,
  ...containerProblems,
  ...sizeProblems,
  ...scalingProblems,
  ...taskProblems,
  ...capacityProblems,
  ...jobProblems,
  ...referenceProblems,
  ...routeProblems,
  ...stackProblems,
  ...gatewayProblems,
  ...loadBalancerProblems,
  ...loadBalancerSettingsProblems,
  ...loadBalancerAnswerProblems,
  ...loadBalancerRuleProblems,
  ...targetGroupProblems,
  ...wholeProblems,
  ...projectProblems,
  ...targetProblems,
} as const;
