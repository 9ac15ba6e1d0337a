import { drain, drainScript, type DrainProps } from '../../../lib/ecs/containers/drain';
import { gateCheck, gateScript } from '../../../lib/ecs/containers/first-answer';

const after = { containerName: 'app', condition: 'START' } as const;
const times = { hear: 20, most: 35 };
const props: DrainProps = {
  after,
  times,
  stopTimeout: 40,
};
const gate = { asks: { host: '127.0.0.1', port: 15_002, path: '/ready' }, ports: [3000, 9000] };

it('the drain is not essential, and is stopped before the container that it depends on', () => {
  const container = drain(props);
  expect(container).toMatchObject({
    name: 'drain',
    image: { foreign: 'envoy' },
    essential: false,
    entryPoint: ['bash', '-c'],
    command: [drainScript(times)],
    dependsOn: [after],
    stopTimeout: 40,
  });
  expect(container).not.toHaveProperty('healthCheck');
});

it('with a gate it is essential, since ECS counts the checks of no other container', () => {
  expect(drain({ ...props, gate })).toMatchObject({
    essential: true,
    command: [drainScript(times, gateScript(gate))],
    healthCheck: gateCheck(),
  });
});

describe("the gate's check", () => {
  it('takes what ECS takes: 5 to 300 s, 2 to 60 s, 10 tries at most, 300 s of start at most', () => {
    expect(gateCheck()).toMatchObject({ interval: 5, timeout: 60, retries: 10, startPeriod: 300 });
  });

  it('waits within its own timeout, so that ECS kills none of its tries', () => {
    const [, tries = '0'] = /i < (\d+)/.exec(gateCheck().command[3] ?? '') ?? [];
    expect(Number(tries)).toBeLessThan(gateCheck().timeout);
    expect(Number(tries)).toBeGreaterThan(50);
  });

  it('lets a task through that listens before ECS would end it', () => {
    const { startPeriod, retries, interval } = gateCheck();
    const [, patience = '0'] = /SECONDS >= (\d+)/.exec(gateScript(gate)) ?? [];
    expect(Number(patience)).toBeLessThan(startPeriod + retries * (interval + 54));
  });
});

it('the scripts need no escape in Terraform', () => {
  const scripts = [drainScript(times, gateScript(gate)), ...gateCheck().command].join(' ');
  expect(scripts).not.toMatch(/[$%]\{/);
});
