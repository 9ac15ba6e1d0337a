/** The protocol of a listener, in App Mesh's words. HTTP/1.1 is `http`. */

export const protocols = ['http', 'http2', 'grpc', 'tcp'] as const;
export type Protocol = (typeof protocols)[number];
