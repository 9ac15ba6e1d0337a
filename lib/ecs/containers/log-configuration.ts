/** Where a container's output goes: a stream of its task's log group. Printing never stops the container. */

/** What a container says of its output: it goes to the logs of its task. Only the task knows which group that is. */
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
 * Non-blocking: with the driver's default, CloudWatch that hangs stops every container that prints, and so the proxy of
 * all traffic. 25 MiB of buffer hold some minutes of a busy access log; what does not fit is lost.
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
