/** Where a load balancer writes its logs: into an S3 bucket that exists, or into one of its own. */
import { fields, optional } from '../checks/fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number, text } from '../checks/shape';
import { type Ref, refShape, validateRef } from '../surroundings/reference';

export interface LoadBalancerLogs {
  /**
   * A bucket of the same region whose policy lets Elastic Load Balancing write. @default - a new bucket with such a
   * policy, `<stage>-<application>-<load balancer>-logs-<account>`, which both kinds of logs share
   */
  readonly bucket?: Ref;
  /** Prefix of the files' keys, without `/` at either end. @default - none; in a bucket of its own, the kind */
  readonly prefix?: string;
  /** Days after which a bucket of its own deletes a file. @default - as `logs.retentionDays` of the application */
  readonly retentionDays?: number;
}

/** In a bucket of its own each kind lies below a word of its own, so that each is kept for its own time. */
export const OWN_PREFIX = { accessLogs: 'access', connectionLogs: 'connection' } as const;

export const loadBalancerLogsShape = fields<LoadBalancerLogs>({
  bucket: optional(refShape),
  prefix: optional(text),
  retentionDays: optional(number),
});

/** `AWSLogs` begins the rest of each key, and AWS refuses it in a prefix. Only characters that are safe in keys of S3. */
const PREFIX = /^(?!.*AWSLogs)[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/;

export function validateLoadBalancerLogs(
  { bucket, prefix, retentionDays }: LoadBalancerLogs,
  where: string,
): Problem[] {
  return [
    ...(bucket === undefined ? [] : validateRef(bucket, { kind: 'bucket', where: `${where} > bucket` })),
    ...(prefix === undefined || (PREFIX.test(prefix) && prefix.length <= 255)
      ? []
      : [problems.logPrefix(where, prefix)]),
    ...checkLimit(limits.fileRetention, retentionDays, where),
    ...(bucket !== undefined && retentionDays !== undefined ? [problems.logBucketKept(where)] : []),
  ];
}

interface BothLogs {
  readonly accessLogs?: LoadBalancerLogs;
  readonly connectionLogs?: LoadBalancerLogs;
}

/** In one bucket that is made here, S3 keeps the files of each prefix for its own time. */
export function validateLogPrefixes({ accessLogs, connectionLogs }: BothLogs, where: string): Problem[] {
  if (
    !accessLogs ||
    !connectionLogs ||
    accessLogs.bucket !== undefined ||
    connectionLogs.bucket !== undefined
  )
    return [];
  const { prefix = OWN_PREFIX.accessLogs } = accessLogs;
  const { prefix: other = OWN_PREFIX.connectionLogs } = connectionLogs;
  const [one, two] = [`${prefix}/`, `${other}/`];
  return one.startsWith(two) || two.startsWith(one)
    ? [problems.logPrefixTwice(`${where} > connection logs`, other)]
    : [];
}
