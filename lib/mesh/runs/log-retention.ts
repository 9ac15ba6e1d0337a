/** How long the output of containers is kept, and how detailed Envoy's log is. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number, text } from '../checks/shape';
import { fields, optional } from '../checks/fields';

export const envoyLogLevels = ['critical', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type EnvoyLogLevel = (typeof envoyLogLevels)[number];

/** Numbers of days that CloudWatch Logs takes (PutRetentionPolicy). */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export interface LogsDefinition {
  /** One of {@link retentionDays}. @default 14 */
  readonly retentionDays?: number;
  /** @default 'info' */
  readonly envoyLevel?: EnvoyLogLevel;
}

export const logsShape = fields<LogsDefinition>({
  retentionDays: optional(number),
  envoyLevel: optional(text),
});

export type Logs = Required<LogsDefinition>;

export function completeLogs(definition: LogsDefinition = {}): Logs {
  return { retentionDays: definition.retentionDays ?? 14, envoyLevel: definition.envoyLevel ?? 'info' };
}

export function validateLogs(logs: Logs): Problem[] {
  return [
    ...(retentionDays.includes(logs.retentionDays)
      ? []
      : [problems.logRetention('logs', logs.retentionDays, retentionDays)]),
    ...(envoyLogLevels.includes(logs.envoyLevel)
      ? []
      : [problems.logLevel('logs', logs.envoyLevel, envoyLogLevels)]),
  ];
}
