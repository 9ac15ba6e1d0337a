/** Flow logs: a record of each connection of a network, in CloudWatch Logs or in a bucket. */
import { oneOf } from '../checks/one-of';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number, text } from '../checks/shape';
import { fields, optional } from '../checks/fields';
import { quote } from '../checks/value-text';
import { retentionDays } from '../runs/log-retention';
import { completeRef, type Ref, refShape, validateRef } from './reference';

/** EC2's words: connections that security groups accept, that they refuse, or both. */
export const flowTraffic = ['ALL', 'ACCEPT', 'REJECT'] as const;
export type FlowTraffic = (typeof flowTraffic)[number];

export interface FlowLogsDefinition {
  /** @default 'ALL' */
  readonly traffic?: FlowTraffic;
  /** Days that CloudWatch Logs keeps them, one of {@link retentionDays}. @default 14; with `bucket`, as the bucket says */
  readonly retentionDays?: number;
  /**
   * Name of an S3 bucket. AWS adds the right to write to the policy of the bucket, if the user who deploys may change
   * that policy. @default - CloudWatch Logs
   */
  readonly bucket?: Ref;
}

export const flowLogsShape = fields<FlowLogsDefinition>({
  traffic: optional(text),
  retentionDays: optional(number),
  bucket: optional(refShape),
});

export type FlowLogs =
  | { readonly to: 'cloud-watch-logs'; readonly traffic: FlowTraffic; readonly retentionDays: number }
  | {
      readonly to: 's3';
      readonly traffic: FlowTraffic;
      readonly bucket: Ref;
      /** The field is kept, so that validation can say that the bucket has its own retention. */
      readonly retentionDays?: number;
    };

export function completeFlowLogs({
  traffic = 'ALL',
  retentionDays: days,
  bucket,
}: FlowLogsDefinition): FlowLogs {
  if (bucket === undefined) return { to: 'cloud-watch-logs', traffic, retentionDays: days ?? 14 };
  return {
    to: 's3',
    traffic,
    bucket: completeRef(bucket),
    ...(days !== undefined && { retentionDays: days }),
  };
}

export function validateFlowLogs(logs: FlowLogs): Problem[] {
  const where = 'network > flow logs';
  return [
    ...(flowTraffic.includes(logs.traffic)
      ? []
      : [problems.flowLogsTraffic(where, logs.traffic, oneOf(flowTraffic.map(quote)))]),
    ...(logs.to === 's3' ? validateBucket(logs, where) : validateRetention(logs.retentionDays, where)),
  ];
}

function validateBucket(
  { bucket, retentionDays: days }: Extract<FlowLogs, { to: 's3' }>,
  where: string,
): Problem[] {
  return [
    ...validateRef(bucket, { kind: 'bucket', where: `${where} > bucket` }),
    ...(days === undefined ? [] : [problems.flowLogsRetention(where, days)]),
  ];
}

function validateRetention(days: number, where: string): Problem[] {
  return retentionDays.includes(days) ? [] : [problems.logRetention(where, days, retentionDays)];
}
