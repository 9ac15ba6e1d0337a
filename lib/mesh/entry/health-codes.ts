/** The codes with which an application answers a health check: `200,302`, `200-399`. */

/** Each code or range of the list. */
export const CODES = /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/;

/** ELB API, Matcher: up to 599 behind a Network Load Balancer. */
export function areCodes(codes: string): boolean {
  const ranges = codes.split(',').map((range) => range.split('-').map(Number));
  return CODES.test(codes) && ranges.every(([first = 0, last = first]) => first <= last && last <= 599);
}
