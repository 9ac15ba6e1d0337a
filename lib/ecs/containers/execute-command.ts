/** What a container needs so that ECS opens a shell in it. */
import type { ContainerDefinition } from './container-definition';

/**
 * Where the agent lies and writes. ECS does not mount them, and the agent of a container with a read-only root stops without
 * them (https://github.com/aws/containers-roadmap/issues/1359).
 */
const AGENT_FOLDERS = ['/managed-agents', '/var/lib/amazon/ssm', '/var/log/amazon/ssm'];

/** An init process ends what shells leave behind. The agent is root, so it may write to volumes, which belong to root. */
export function withShell(container: ContainerDefinition): ContainerDefinition {
  const { linuxParameters, mountPoints = [], readonlyRootFilesystem } = container;
  return {
    ...container,
    linuxParameters: { ...linuxParameters, initProcessEnabled: true },
    ...(readonlyRootFilesystem && {
      mountPoints: [...mountPoints, ...AGENT_FOLDERS.map(agentFolder)],
    }),
  };
}

const agentFolder = (containerPath: string) => ({
  sourceVolume: `agent${containerPath.replaceAll('/', '-')}`,
  containerPath,
  readOnly: false,
});
