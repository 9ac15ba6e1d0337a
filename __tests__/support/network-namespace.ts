// A network of its own for one task, as ECS gives it, with the rules that lead its connections through Envoy.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  ENVOY_UID,
  PROXY_EGRESS_PORT,
  PROXY_INGRESS_PORT,
} from '../../lib/ecs/containers/proxy-configuration';
import { provideIptables } from './iptables';

export interface NetworkNamespace {
  /** Address of the world outside of the task. */
  readonly outside: string;
  /** Address of the task. */
  readonly inside: string;
  /** Words before a command that runs inside, as root or as Envoy's user. */
  readonly within: (user?: 'root' | 'envoy') => string[];
  readonly remove: () => void;
}

/** Why this machine cannot; undefined if it can. */
export function whyNoNetworkNamespace(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  const missing = ['ip', 'setpriv'].filter(
    (tool) => spawnSync(tool, ['--version'], { timeout: 5000 }).error !== undefined,
  );
  if (missing.length > 0) return `it needs ${missing.join(' and ')}`;
  const name = `mw-try-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name], { timeout: 5000 }).status === 0;
  if (made) spawnSync('ip', ['netns', 'delete', name]);
  return made ? whyNoIptables() : 'network namespaces are not allowed here';
}

function whyNoIptables(): string | undefined {
  try {
    provideIptables();
    return undefined;
  } catch (error) {
    return `it needs iptables, and Debian's package cannot be had: ${String(error)}`;
  }
}

/** `describe` for tests that need one: a loud skip elsewhere, also with CI=true, since few machines give the rights. */
export function whenNamespaced(describe: (title: string, body: () => void) => void): typeof describe {
  return (title, body) => {
    const reason = whyNoNetworkNamespace();
    if (reason === undefined) return describe(title, body);
    console.warn(`SKIPPED: ${title}: ${reason}`);
    globalThis.describe.skip(title, body);
  };
}

/** Addresses of RFC 2544, which no network has; a pair for each process. */
export function createNetworkNamespace(appPorts: readonly number[]): NetworkNamespace {
  const [name, near, far] = [`mw-${process.pid}`, `mwo${process.pid}`, `mwi${process.pid}`];
  const net = `198.18.${process.pid % 256}`;
  const [outside, inside] = [`${net}.1`, `${net}.2`];
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' });
  const remove = () => {
    spawnSync('ip', ['link', 'delete', near]);
    spawnSync('ip', ['netns', 'delete', name]);
  };
  try {
    ip('netns', 'add', name);
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    ip('address', 'add', `${outside}/30`, 'dev', near);
    ip('link', 'set', near, 'up');
    const inner = (...words: string[]) => ip('-n', name, ...words);
    inner('address', 'add', `${inside}/30`, 'dev', far);
    inner('link', 'set', 'lo', 'up');
    inner('link', 'set', far, 'up');
    for (const rule of rules(appPorts))
      ip('netns', 'exec', name, ...provideIptables(), '-t', 'nat', ...rule.split(' '));
  } catch (error) {
    remove();
    throw error;
  }
  const asEnvoy = ['setpriv', `--reuid=${ENVOY_UID}`, `--regid=${ENVOY_UID}`, '--clear-groups'];
  return {
    outside,
    inside,
    within: (user = 'root') => ['ip', 'netns', 'exec', name, ...(user === 'envoy' ? asEnvoy : [])],
    remove,
  };
}

/** What the platform writes for `proxyConfiguration` (amazon-vpc-cni-plugins, aws-appmesh). */
function rules(appPorts: readonly number[]): string[] {
  return [
    '-N APPMESH_INGRESS',
    `-A APPMESH_INGRESS -p tcp -m multiport --dports ${appPorts.join(',')} -j REDIRECT --to-port ${PROXY_INGRESS_PORT}`,
    '-A PREROUTING -m addrtype ! --src-type LOCAL -j APPMESH_INGRESS',
    '-N APPMESH_EGRESS',
    `-A APPMESH_EGRESS -m owner --uid-owner ${ENVOY_UID} -j RETURN`,
    '-A APPMESH_EGRESS -d 169.254.170.2,169.254.169.254 -j RETURN',
    `-A APPMESH_EGRESS -p tcp -j REDIRECT --to-port ${PROXY_EGRESS_PORT}`,
    '-A OUTPUT -m addrtype ! --dst-type LOCAL -j APPMESH_EGRESS',
  ];
}
