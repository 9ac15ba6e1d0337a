/** Where a container's output goes: a stream of its task's log group, without ever stopping the container. */
import type { LogConfiguration } from './container-definition';

export interface LogRefs {
  readonly logGroup: string;
  readonly region: string;
}

/**
 * Non-blocking: with the driver's default a hanging CloudWatch stops whoever prints, the proxy of all traffic included.
 * 25 MiB of buffer hold some minutes of a busy access log; what does not fit is lost.
 */
export function logConfiguration(container: string, { logGroup, region }: LogRefs): LogConfiguration {
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroup,
      'awslogs-region': region,
      'awslogs-stream-prefix': container,
      'max-buffer-size': '25m',
      mode: 'non-blocking',
    },
  };
}
