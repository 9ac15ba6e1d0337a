/** What browsers may do with a page of ours. */

/** No file from another server, nothing inline, no frame around it: a page needs only its own files and its server. */
const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

export const PAGE_HEADERS: ReadonlyMap<string, string> = new Map([
  ['Content-Security-Policy', POLICY],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
]);
