/** The one place that picks who places an application. */
import type { Construct } from 'constructs';
import type { TargetName } from '../mesh/target';
import { AppMesh } from './app-mesh';
import { PlainEcs } from './plain-ecs';
import type { Placed, TargetProps } from './target-props';

/** Both have the same ids below them, so that a resource that both have keeps its address when the target changes. */
export function placeApplication(scope: Construct, target: TargetName, props: TargetProps): Placed {
  switch (target) {
    case 'app-mesh':
      return new AppMesh(scope, 'Mesh', props);
    case 'none':
      return new PlainEcs(scope, 'Mesh', props);
    case 'envoy':
    case 'service-connect':
      throw new Error(`bug: target ${target} is not built and got past validation; please report`);
  }
}
