/** Where a container's output goes: to a stream of its task's log group. Printing never blocks the container. */

/** The container's output goes to the logs of its task. Only the task knows which log group that is. */
export const TASK_LOGS = { logDriver: 'awslogs' } as const;

/** The logs of a task. */
export interface LogRefs {
  /** Name of the CloudWatch log group. */
  readonly logGroup: string;
  readonly region: string;
}

export interface LogConfiguration {
  readonly logDriver: 'awslogs';
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Non-blocking. With the driver's default, a CloudWatch that does not answer blocks every container that prints, and so
 * the proxy of all traffic. A buffer of 25 MiB holds some minutes of a busy access log; output beyond that is lost.
 */
export function logConfiguration(container: string, { logGroup, region }: LogRefs): LogConfiguration {
  return {
    ...TASK_LOGS,
    options: {
      'awslogs-group': logGroup,
      'awslogs-region': region,
      'awslogs-stream-prefix': container,
      'max-buffer-size': '25m',
      mode: 'non-blocking',
    },
  };
}
