/** What `services/<application>/extend.ts` exports: what the model does not say about an application. */
import type { ApplicationSource } from '../mesh/application';
import type { Extended } from './extended';

export interface Extension {
  /** What its file imports from `./application`. */
  readonly source: ApplicationSource;
  /** Synth calls it once, when every resource of the application is placed. */
  readonly change: (extended: Extended) => void;
}

/**
 * Adds constructs to the stacks of an application, and changes what was placed there. Synth alone reads it. The compiler
 * knows the names of the application: a task that is not declared is an error at that word.
 *
 * @param change must give the same for the same arguments: no clock, no network, no random values. It is not async.
 * @example export default extend(shop, ({ tasks }) => tasks.web.grant({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
 */
export function extend<
  Runner extends string,
  Service extends string,
  Stack extends string,
  Balancer extends string,
>(
  source: ApplicationSource<Runner, Service, Stack, Balancer>,
  change: (extended: Extended<Runner, Stack, Balancer>) => void,
): Extension {
  // A cast, since the handles of an application are keyed by its own names alone.
  return { source, change: change as Extension['change'] };
}

/** Synth does not type-check: a file without `export default` gives `undefined`. */
export function isExtension(value: unknown): value is Extension {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'change' in value &&
    typeof value.change === 'function'
  );
}
