/** Problems of what a load balancer answers itself: redirects and fixed responses. */
import { type At, error, wrong } from './factory';

export const loadBalancerAnswerProblems = {
  redirectSame: (at: At) =>
    error(
      'load-balancer-redirect-same',
      at,
      'it redirects a client to the same address, for ever: its own route takes the new request too',
      'change protocol, host, port or path, so that another route takes it',
    ),
  redirectHost: (at: At, got: string) =>
    wrong(
      'load-balancer-redirect-host',
      at,
      'a host has letters, digits, "-" and ".", or "#{host}"',
      got,
      'use one such as "www.example.com"',
    ),
  redirectQuery: (at: At, got: string) =>
    wrong(
      'load-balancer-redirect-query',
      at,
      'the query has visible characters and no "?" in front',
      got,
      'use one such as "from=old&#{query}"',
    ),
  redirectPath: (at: At, got: string) =>
    wrong(
      'load-balancer-redirect-path',
      at,
      'the path starts with "/" and has visible characters',
      got,
      'use one such as "/new/#{path}"',
    ),
  responseStatus: (at: At, got: unknown) =>
    wrong(
      'load-balancer-response-status',
      at,
      'the status of a fixed response is 200 to 299, or 400 to 599',
      got,
      'use one such as 404, or redirect',
    ),
} as const;
