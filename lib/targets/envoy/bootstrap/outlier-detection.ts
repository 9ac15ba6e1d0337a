/**
 * When a caller's Envoy ejects a task that keeps answering 5xx. Decision 0012 lists what App Mesh set beside the four
 * fields.
 */
import type { OutlierDetection } from '../../../mesh/traffic/outlier-detection';
import { type EnvoyDuration, renderDuration } from './duration';

export interface EnvoyOutlierDetection {
  readonly consecutive_5xx: number;
  readonly interval: EnvoyDuration;
  readonly base_ejection_time: EnvoyDuration;
  readonly max_ejection_percent: number;
  readonly always_eject_one_host: true;
  readonly enforcing_success_rate: 0;
  readonly successful_active_health_check_uneject_host: false;
}

export function renderOutlierDetection(detection: OutlierDetection): EnvoyOutlierDetection {
  return {
    consecutive_5xx: detection.maxServerErrors,
    interval: renderDuration(detection.interval),
    base_ejection_time: renderDuration(detection.baseEjectionDuration),
    max_ejection_percent: detection.maxEjectionPercent,
    always_eject_one_host: true,
    enforcing_success_rate: 0,
    successful_active_health_check_uneject_host: false,
  };
}
