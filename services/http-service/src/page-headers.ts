/** What browsers may do with a page of ours. */

/** Nothing from elsewhere, nothing inline, in nobody's frame: a page needs its own files and its server alone. */
const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

export const PAGE_HEADERS: ReadonlyMap<string, string> = new Map([
  ['Content-Security-Policy', POLICY],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
]);
