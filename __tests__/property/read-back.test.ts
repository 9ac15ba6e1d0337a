/** No value of the model gives a plan that is never empty: what ECS answers is what we wrote, as the AWS provider compares it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { http, seconds } from '../../lib/mesh';
import type { ContainerHealthCheck } from '../../lib/mesh/runs/container-check';
import type { Deployment } from '../../lib/mesh/runs/scaling';
import { validateApplication } from '../../lib/mesh/validate';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { renderAll as renderForAppMesh } from '../targets/app-mesh/render-all';
import { renderAll as renderForEnvoy } from '../targets/envoy/render-all';
import { renderAll as renderForNone } from '../targets/none/render-all';
import { asCompared, containerAsReadBack, type Members, serviceAsReadBack } from '../support/read-back';
import table from '../support/doubles/ecs_read_back.json';
import { seedOf } from './seed';
import { userText } from './user-text';

const value = fc.oneof(fc.constantFrom('', ' ', '0', 'false', 'null', '${x}', '%{ if', 'é', '<&>'), userText);
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,5}$/).filter((name) => name !== 'PORT');
const healthCheck: fc.Arbitrary<ContainerHealthCheck> = fc.record(
  {
    command: fc.array(value, { minLength: 1, maxLength: 3 }),
    interval: fc.integer({ min: 5, max: 300 }).map(seconds),
    timeout: fc.integer({ min: 2, max: 60 }).map(seconds),
    retries: fc.integer({ min: 1, max: 10 }),
    startPeriod: fc.integer({ min: 0, max: 300 }).map(seconds),
  },
  { requiredKeys: ['command'] },
);
const deployment: fc.Arbitrary<Deployment> = fc.constantFrom(
  { minimumHealthyPercent: 0, maximumPercent: 100 },
  { minimumHealthyPercent: 50, maximumPercent: 100 },
  { minimumHealthyPercent: 100, maximumPercent: 200 },
);
const meshes: fc.Arbitrary<MeshParts> = fc
  .record({
    environment: fc.dictionary(variable, value, { maxKeys: 6 }),
    check: fc.option(healthCheck, { nil: undefined }),
    ports: fc.uniqueArray(fc.integer({ min: 80, max: 9000 }), { maxLength: 4 }),
    deployment,
    interception: fc.constantFrom('explicit' as const, 'transparent' as const),
    tracing: fc.constantFrom(false as const, {}, { tracer: 'opentelemetry' as const }),
    readonlyRootFilesystem: fc.boolean(),
    dropCapabilities: fc.boolean(),
    user: fc.constantFrom('1000', '0:0', 'node'),
    count: fc.integer({ min: 2, max: 4 }),
    isOpen: fc.boolean(),
  })
  .map(({ environment, check, ports, interception, tracing, isOpen, ...runs }) => {
    const { loadBalancer, ...inner } = aGateway();
    return {
      nodes: {
        web: aNode({ backends: ['web'] }),
        odd: aNode({
          listeners: ports.map((port) => http(port)),
          interception,
          runs: { ...runs, environment, ...(check && { healthCheck: check }) },
        }),
      },
      services: { web: { to: 'web' } },
      gateways: { ingress: { ...inner, ...(isOpen && loadBalancer && { loadBalancer }) } },
      tracing,
    };
  });

/** Every object with a member of this name, however deep. */
function having(whole: unknown, member: string): Record<string, unknown>[] {
  if (typeof whole !== 'object' || whole === null) return [];
  const below = Object.values(whole).flatMap((each) => having(each, member));
  return member in whole ? [whole as Record<string, unknown>, ...below] : below;
}

const targets = { 'app-mesh': renderForAppMesh, envoy: renderForEnvoy, none: renderForNone };
const seed = seedOf();

describe.each(Object.entries(targets))('on %s', (_, renderAll) => {
  const rendered = (parts: MeshParts) => {
    const application = aMesh(parts).at({ stage: 'dev' });
    const errors = validateApplication(application).filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    return renderAll(application);
  };

  it(`task definitions come back as they were written, seed ${seed}`, () => {
    fc.assert(
      fc.property(meshes, (parts) => {
        for (const { containerDefinitions } of having(rendered(parts), 'containerDefinitions')) {
          const written = JSON.parse(String(containerDefinitions)) as Members[];
          const answered = written.map(containerAsReadBack).reverse();
          expect(asCompared(answered)).toEqual(asCompared(written));
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  it(`services come back as they were written, seed ${seed}`, () => {
    fc.assert(
      fc.property(meshes, (parts) => {
        for (const service of having(rendered(parts), 'deploymentMaximumPercent')) {
          const written = requestOf(service);
          expect(settled(serviceAsReadBack(written), written)).toEqual(settled(written, written));
        }
      }),
      { seed, numRuns: 100 },
    );
  });
});

/** The service in the API's words. */
function requestOf(service: Record<string, unknown>): Members {
  const { subnets, securityGroups } = service['networkConfiguration'] as Members;
  return {
    availabilityZoneRebalancing: service['availabilityZoneRebalancing'],
    enableECSManagedTags: service['enableEcsManagedTags'],
    propagateTags: service['propagateTags'],
    desiredCount: service['desiredCount'],
    deploymentConfiguration: {
      maximumPercent: service['deploymentMaximumPercent'],
      minimumHealthyPercent: service['deploymentMinimumHealthyPercent'],
      deploymentCircuitBreaker: service['deploymentCircuitBreaker'],
    },
    networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: 'DISABLED' } },
  } as Members;
}

/** What was written, and no more: the rest is computed, or the provider's own default. Sets have no order. */
function settled(read: Members, written: Members): unknown {
  return Object.fromEntries(
    Object.entries(written).map(([name, own]) => {
      const value = read[name];
      if (Array.isArray(value)) return [name, [...(value as readonly unknown[])].sort()];
      const isNested = typeof value === 'object' && value !== null;
      return [name, isNested ? settled(value as Members, own as Members) : value];
    }),
  );
}

describe('the table', () => {
  const rules = [...table.containers, ...table.service];

  it('says of every line where it is from, and whether a plan would see it', () => {
    for (const { at, source, provider } of rules) {
      expect({ at, source: source.length > 5, provider }).toEqual({
        at,
        source: true,
        provider: expect.stringMatching(/^(equal|differs)$/) as string,
      });
    }
  });

  it('is what the doubles do', () => {
    const double = readFileSync(join(__dirname, '..', 'support', 'doubles', 'ecs_read_back.py'), 'utf8');
    expect(double).toContain('ecs_read_back.json');
  });

  it.each<[string, Members, Members]>([
    [
      'a start period of 0',
      { healthCheck: { command: ['a'], startPeriod: 0 } },
      { healthCheck: { command: ['a'] } },
    ],
    ['a variable without a value', { environment: [{ name: 'A', value: '' }] }, {}],
    [
      'dependencies in another order',
      { dependsOn: ['b', 'a'].map((containerName) => ({ containerName, condition: 'START' })) },
      { dependsOn: ['a', 'b'].map((containerName) => ({ containerName, condition: 'START' })) },
    ],
  ])('sees %s, which a plan would see for ever', (_, careless, careful) => {
    const named = (members: Members): Members => ({ name: 'app', image: 'a', ...members });
    expect(asCompared([containerAsReadBack(named(careless))])).not.toEqual(asCompared([named(careless)]));
    expect(asCompared([containerAsReadBack(named(careful))])).toEqual(asCompared([named(careful)]));
  });
});
