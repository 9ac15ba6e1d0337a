import { chooseTasks, isShown, type LogChoice } from '../../../lib/local/report/log-choice';

const service = { event: 'log', task: 'red.1', role: 'service', line: 'hello' } as const;
const envoy = { event: 'log', task: 'red.1', role: 'envoy', line: 'no such cluster' } as const;
const access = { ...envoy, line: 'GET /', access: true } as const;
const shown = (choice: LogChoice, task = 'red.1') =>
  [service, envoy, access].filter((log) => isShown(choice, { ...log, task })).map(({ line }) => line);

describe('logs', () => {
  it('are of services and of Envoys themselves, without requests, unless asked for', () => {
    expect(shown({ kind: 'usual' })).toEqual(['hello', 'no such cluster']);
    expect(shown({ kind: 'all' })).toEqual(['hello', 'no such cluster', 'GET /']);
    expect(shown({ kind: 'none' })).toEqual([]);
  });

  it('of one task by name are all of it, and nothing of others', () => {
    const { choice } = chooseTasks(['red.1'], ['red.1', 'red.2', 'blue.1']);
    expect(shown(choice)).toEqual(['hello', 'no such cluster', 'GET /']);
    expect(shown(choice, 'red.2')).toEqual([]);
  });

  it('of a node are those of all its tasks; a gateway is its own', () => {
    const tasks = ['red.1', 'red.2', 'red-2.1', 'ingress'];
    expect(chooseTasks(['red', 'ingress', 'rot'], tasks)).toEqual({
      choice: { kind: 'tasks', tasks: ['red.1', 'red.2', 'ingress'] },
      strange: ['rot'],
    });
  });
});
