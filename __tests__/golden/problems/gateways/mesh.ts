/** How traffic enters. */
import { applicationLoadBalancer, exact, http, seconds } from '../../../../lib/mesh';
import { aGateway, aMesh } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const gateway = (parts: Parameters<typeof aGateway>[0]): Wrong => ({ gateways: { ingress: aGateway(parts) } });

export const wrong: Record<string, Wrong> = {
  'gateway-routes-empty': gateway({ routes: {} }),
  'gateway-service-unknown': gateway({ routes: { all: { service: 'webs' } } }),
  'gateway-keep-alive': gateway({ listener: http(8080, { keepAlive: seconds(60) }) }),
  'match-escaped-slash': {
    sources: [
      aMesh({
        gateways: {
          ingress: aGateway({
            pathWithEscapedSlashes: 'unescape-and-forward',
            routes: { file: { service: 'web', match: { prefix: '/a%2fb' } }, all: { service: 'web' } },
          }),
        },
      }),
    ],
    environment: { MESH_ACCEPT: 'slow-start,unsupported' },
  },
  'header-dropped': gateway({
    routes: { canary: { service: 'web', match: { headers: { api_key: exact('beta') } } }, all: { service: 'web' } },
  }),
  'certificate-arn': gateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn: 'my-certificate' }) }),
};
