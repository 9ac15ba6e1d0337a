import { applicationLoadBalancer, type ApplicationLoadBalancerOptions } from '../../lib/mesh/load-balancer';
import { aGateway, aMesh } from '../../lib/testing';
import { resourcesOf, type Stack, synthApplications } from '../support/synth';

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c';
const shop = (port: number, options: ApplicationLoadBalancerOptions = {}): Stack =>
  synthApplications([
    aMesh({ gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(port, options) }) } }),
  ]).stack('dev-shop');

describe('a load balancer', () => {
  it.each<[number, ApplicationLoadBalancerOptions, string, string[]]>([
    [80, {}, 'http://HOST', ['HTTP 80']],
    [8080, {}, 'http://HOST:8080', ['HTTP 8080']],
    [443, {}, 'http://HOST:443', ['HTTP 443']],
    [80, { certificateArn }, 'https://HOST', ['HTTP 80', 'HTTPS 443']],
    [80, { certificateArn, httpsPort: 8443 }, 'https://HOST:8443', ['HTTP 80', 'HTTPS 8443']],
    [80, { httpsPort: 8443 }, 'http://HOST', ['HTTP 80']],
  ])('on port %i with %j answers at %s', (port, options, url, listeners) => {
    const stack = shop(port, options);
    expect(stack.terraform.output?.['url']?.['value']).toBe(
      url.replace('HOST', '${aws_lb.ingress.dns_name}'),
    );
    expect(
      Object.values(resourcesOf(stack, 'aws_lb_listener')).map(
        (listener) => `${String(listener['protocol'])} ${String(listener['port'])}`,
      ),
    ).toEqual(listeners);
  });

  it('opens to the internet the ports that it listens on, and no other', () => {
    const doors = (stack: Stack): string[] =>
      Object.keys(resourcesOf(stack, 'aws_vpc_security_group_ingress_rule')).filter((name) =>
        name.includes('internet'),
      );
    expect(doors(shop(8080))).toEqual(['ingress_lb_from_internet_8080']);
    expect(doors(shop(80, { certificateArn }))).toEqual([
      'ingress_lb_from_internet_443',
      'ingress_lb_from_internet_80',
    ]);
  });
});
