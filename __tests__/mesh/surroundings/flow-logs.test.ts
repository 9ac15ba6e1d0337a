import { byTags } from '../../../lib/mesh';
import { completeFlowLogs } from '../../../lib/mesh/surroundings/flow-logs';
import { problemsOf } from '../problems-of';

describe('flow logs', () => {
  it('go to CloudWatch Logs, of all connections and for 14 days, unless they say otherwise', () => {
    expect(completeFlowLogs({})).toEqual({ to: 'cloud-watch-logs', traffic: 'ALL', retentionDays: 14 });
    expect(completeFlowLogs({ traffic: 'REJECT', retentionDays: 1 })).toEqual({
      to: 'cloud-watch-logs',
      traffic: 'REJECT',
      retentionDays: 1,
    });
  });

  it('go to a bucket that is named', () => {
    expect(completeFlowLogs({ bucket: 'example-logs' })).toEqual({
      to: 's3',
      traffic: 'ALL',
      bucket: 'example-logs',
    });
  });

  it.each([
    [{}, []],
    [{ traffic: 'ACCEPT' as const, retentionDays: 3653 }, []],
    [{ retentionDays: 2 }, ['network > flow logs [logs-retention]']],
    [{ traffic: 'all' as 'ALL' }, ['network > flow logs [flow-logs-traffic]']],
    [{ bucket: 'example-logs' }, []],
    [{ bucket: byTags({ Use: 'flow logs' }) }, []],
    [{ bucket: 'Example' }, ['network > flow logs > bucket [reference-id]']],
    [{ bucket: 'example-logs', retentionDays: 14 }, ['network > flow logs [flow-logs-retention]']],
  ])('%j: %j', (flowLogs, expected) => {
    expect(problemsOf({ network: { flowLogs } })).toEqual(expected);
  });
});
