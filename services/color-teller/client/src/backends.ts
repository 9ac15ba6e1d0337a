/** The services that the page may call: what comes in under `path` goes to the address in `variable`. */
export const backends = [{ path: '/gateway/color', variable: 'COLOR_BACKEND' }] as const;
