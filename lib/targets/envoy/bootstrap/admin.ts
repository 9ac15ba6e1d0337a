/** Envoy's admin server: on loopback alone, and no more of it than the task itself asks for. */
import { type HostPort, renderSocketAddress, type SocketAddress } from './address';

export interface Admin {
  readonly address: SocketAddress;
  readonly allow_paths?: readonly [{ readonly safe_regex: { readonly regex: string } }];
  readonly ignore_global_conn_limit?: true;
}

/**
 * Health, statistics in both forms, and what the drain container says when the task leaves. Nothing that shows the
 * configuration, changes it or ends the process: the application shares the task's loopback (decision 0028). Envoy compares
 * the path with its query, hence the expression.
 */
const ALLOWED = '/ready|/stats(/prometheus)?([?].*)?|/healthcheck/fail';

export interface AdminProps {
  readonly address: HostPort;
  /** Every page: for who tries things on a machine of his own. */
  readonly isOpen: boolean;
  /** Answers too while as many connections are open as may be. */
  readonly isExempt: boolean;
}

export function renderAdmin({ address, isOpen, isExempt }: AdminProps): Admin {
  return {
    address: renderSocketAddress(address),
    ...(!isOpen && { allow_paths: [{ safe_regex: { regex: ALLOWED } }] }),
    ...(isExempt && { ignore_global_conn_limit: true }),
  };
}
