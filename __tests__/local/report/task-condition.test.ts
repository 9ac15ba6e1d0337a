import { watchTaskConditions } from '../../../lib/local/report/task-condition';

describe('the condition of a task', () => {
  it('is ready when its Envoy is, which comes last', () => {
    const conditions = watchTaskConditions(['web.1']);
    expect(conditions.of('web.1')).toBe('starting');
    conditions.hear({ event: 'ready', task: 'web.1', role: 'service', pid: 1, milliseconds: 1 });
    expect(conditions.of('web.1')).toBe('starting');
    conditions.hear({ event: 'ready', task: 'web.1', role: 'envoy', pid: 2, milliseconds: 1 });
    expect(conditions.of('web.1')).toBe('ready');
  });

  it('says who is not, and why, until that one is back', () => {
    const conditions = watchTaskConditions(['web.1']);
    conditions.hear({ event: 'waiting', task: 'web.1', role: 'service', why: 'GET / answers 503' });
    expect(conditions.all()).toEqual([['web.1', 'web.1: service: GET / answers 503']]);
    conditions.hear({ event: 'ready', task: 'web.1', role: 'service', pid: 1, milliseconds: 1 });
    conditions.hear({
      event: 'ended',
      task: 'web.1',
      role: 'envoy',
      reason: 'ended by SIGKILL',
      againInMilliseconds: 250,
    });
    expect(conditions.of('web.1')).toBe('Envoy: ended by SIGKILL');
    conditions.hear({ event: 'restarted', task: 'web.1', role: 'envoy', pid: 3 });
    expect(conditions.of('web.1')).toBe('ready');
  });

  it('is known of tasks that come, and of none that has gone', () => {
    const conditions = watchTaskConditions(['web.1']);
    conditions.hear({ event: 'ready', task: 'cart.1', role: 'envoy', pid: 1, milliseconds: 1 });
    conditions.hear({ event: 'changed', routes: [], started: [], replaced: [], stopped: ['web.1'] });
    expect(conditions.all()).toEqual([['cart.1', 'cart.1: ready']]);
  });

  it('is told with what goes on before all run', () => {
    const conditions = watchTaskConditions([]);
    conditions.hear({ event: 'building', source: 'client' });
    expect(conditions.phase()).toBe('building client');
  });
});
