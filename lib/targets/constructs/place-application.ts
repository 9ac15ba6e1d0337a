/** Places an application: for its target, or for the first step of a switch to it. */
import type { Construct } from 'constructs';
import type {
  PlacedPlatform,
  PlacedServices,
  PlatformProps,
  ServicesProps,
} from '../../ecs/constructs/placement';
import { targetNamed, type TargetName } from '..';
import { type FirstStep, firstStepOf } from '../switch';

export interface Targets {
  readonly target: TargetName;
  /** The target that still runs. @default - none: this is not the first step of a switch */
  readonly before: TargetName | undefined;
}

export function placePlatform(scope: Construct, targets: Targets, props: PlatformProps): PlacedPlatform {
  const step = stepOf(targets);
  if (step) return firstStepConstructs().placeFirstPlatform(scope, step, props);
  const { Platform } = targetNamed(targets.target).constructs();
  return new Platform(scope, 'Platform', props);
}

export function placeServices(scope: Construct, targets: Targets, props: ServicesProps): PlacedServices {
  const step = stepOf(targets);
  if (step) return firstStepConstructs().placeFirstServices(scope, step, props);
  const { Services } = targetNamed(targets.target).constructs();
  return new Services(scope, 'Services', props);
}

function stepOf({ before, target }: Targets): FirstStep | undefined {
  if (before === undefined) return undefined;
  const step = firstStepOf(before, target);
  if (step === undefined)
    throw new Error(`bug: no first step from ${before} to ${target} got past validation; please report`);
  return step;
}

/** It needs the resources of several targets, so it is loaded only here. */
const firstStepConstructs = () => require('../switch/constructs') as typeof import('../switch/constructs');
