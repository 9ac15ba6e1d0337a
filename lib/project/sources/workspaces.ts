/** Which folders are npm workspaces of the project: the others are packages of their own. */
import type { ProjectFiles } from './project-files';

/**
 * Workspaces that the lock file has, or that package.json declares:
 * https://docs.npmjs.com/cli/configuring-npm/package-json#workspaces
 */
export function isWorkspace({ lock, rootPackage }: ProjectFiles, folder: string): boolean {
  if (lock.packages[folder] !== undefined) return true;
  const { workspaces = [] } = rootPackage;
  const patterns = 'packages' in workspaces ? workspaces.packages : workspaces;
  const last = patterns.findLast((pattern) => matches(pattern.replace(/^!/, ''), folder));
  return last !== undefined && !last.startsWith('!');
}

function matches(pattern: string, folder: string): boolean {
  const parts = pattern
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '**' ? '.*' : part.split('*').map(escapeRegExp).join('[^/]*')));
  return new RegExp(`^${parts.join('/')}$`).test(folder);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
