/** Envoy's admin server: on loopback only, with only the pages that the task itself needs. */
import { type HostPort, renderSocketAddress, type SocketAddress } from './address';

export interface Admin {
  readonly address: SocketAddress;
  readonly allow_paths?: readonly [{ readonly safe_regex: { readonly regex: string } }];
  readonly ignore_global_conn_limit?: true;
}

/**
 * Health, statistics in both forms, and the pages with which the drain container reports that the task leaves. No page
 * shows the configuration, changes it or ends the process, because the application shares the task's loopback (decision
 * 0028). Envoy compares the path with its query, so this is an expression.
 */
const ALLOWED = '/ready|/stats(/prometheus)?([?].*)?|/healthcheck/fail';

export interface AdminProps {
  readonly address: HostPort;
  /** Allows every page, for work on a developer's machine. */
  readonly isOpen: boolean;
  /** Answers even when the limit of open connections is reached. */
  readonly isExempt: boolean;
}

export function renderAdmin({ address, isOpen, isExempt }: AdminProps): Admin {
  return {
    address: renderSocketAddress(address),
    ...(!isOpen && { allow_paths: [{ safe_regex: { regex: ALLOWED } }] }),
    ...(isExempt && { ignore_global_conn_limit: true }),
  };
}
