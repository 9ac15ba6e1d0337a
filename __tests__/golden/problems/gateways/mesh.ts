/** How traffic enters. */
import { applicationLoadBalancer, exact, http, seconds } from '../../../../lib/mesh';
import { aGateway } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const gateway = (parts: Parameters<typeof aGateway>[0]): Wrong => ({ gateways: { ingress: aGateway(parts) } });

export const wrong: Record<string, Wrong> = {
  'gateway-routes-empty': gateway({ routes: {} }),
  'gateway-service-unknown': gateway({ routes: { all: { service: 'webs' } } }),
  'gateway-keep-alive': gateway({ listener: http(8080, { keepAlive: seconds(60) }) }),
  'header-dropped': gateway({
    routes: { canary: { service: 'web', match: { headers: { api_key: exact('beta') } } }, all: { service: 'web' } },
  }),
  'certificate-arn': gateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn: 'my-certificate' }) }),
};
