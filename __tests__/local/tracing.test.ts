import { describeTracing, traceHere } from '../../lib/local/tracing';
import { aMesh, type MeshParts } from '../../lib/testing';

const at = (tracing: NonNullable<MeshParts['tracing']>) => aMesh({ tracing }).at({ stage: 'dev' });
const tracing = (declared: NonNullable<MeshParts['tracing']>, all: boolean) =>
  traceHere(at(declared), all).tracing;

describe('on this machine', () => {
  it('an application is traced as it says', () => {
    expect(tracing(false, false)).toBeUndefined();
    expect(tracing({ samplingRate: 0.5 }, false)).toEqual({ samplingRate: 0.5, tracer: 'xray' });
  });

  it.each([false, {}, { tracer: 'opentelemetry' }] as const)(
    '--trace is every request, for X-Ray: %j',
    (declared) => {
      expect(tracing(declared, true)).toEqual({ samplingRate: 1, tracer: 'xray' });
    },
  );

  it('OpenTelemetry’s tracer is X-Ray’s, which is said', () => {
    const declared = { samplingRate: 0.5, tracer: 'opentelemetry' } as const;
    expect(tracing(declared, false)).toEqual({ samplingRate: 0.5, tracer: 'xray' });
    expect(describeTracing(at(declared))).toEqual([
      'Envoys trace for X-Ray here, and not for OpenTelemetry: no collector runs; services are given X-Amzn-Trace-Id, and traceparent on ECS',
    ]);
    expect(describeTracing(at({}))).toEqual([]);
  });
});
