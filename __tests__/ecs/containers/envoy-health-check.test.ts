import { envoyHealthCheck } from '../../../lib/ecs/containers/envoy-health-check';

const ready = String.raw`exec 3<>/dev/tcp/127.0.0.1/9901 && printf 'GET /ready HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n' >&3 && grep -q LIVE <&3`;

it('asks by bash, in HTTP/1.1 with a host, whether Envoy is ready', () => {
  expect(envoyHealthCheck([])).toEqual({
    command: ['CMD', 'bash', '-c', ready],
    interval: 5,
    timeout: 2,
    retries: 3,
    startPeriod: 10,
  });
});

it('of an Envoy that waits for others lasts a minute longer, in which no bad answer counts', () => {
  const { command, ...times } = envoyHealthCheck([
    'cds_egress_dev-shop_red_http_3000',
    'cds_egress_dev-shop_blue_http_3000',
  ]);
  expect(times).toEqual({ interval: 5, timeout: 2, retries: 3, startPeriod: 70 });
  expect(command[3]).toContain('ask /ready && grep -q LIVE <&3 && {');
  expect(command[3]).toContain(
    "'cluster.cds_egress_dev-shop_(red_http_3000|blue_http_3000).health_check.success: [1-9]'",
  );
});

it('needs no escape in Terraform', () => {
  expect(envoyHealthCheck(['a', 'b']).command.join('')).not.toMatch(/[$%]\{/);
});
