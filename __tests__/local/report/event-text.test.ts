import { eventWriter } from '../../../lib/local/report/event-text';

const leaf = {
  name: 'dev-shop/cart',
  direction: 'ingress',
  request: 'GET http://cart/',
  milliseconds: 2,
  afterMilliseconds: 1.5,
  calls: [],
} as const;

describe('events as text', () => {
  it('have one prefix as wide for every task', () => {
    const write = eventWriter({ colors: false });
    expect(write({ event: 'starting', application: 'shop', tasks: ['web.1', 'payments.1'] })).toEqual([
      'starting shop: 2 tasks',
    ]);
    expect([
      ...write({ event: 'log', task: 'web.1', role: 'service', line: 'hello' }),
      ...write({ event: 'log', task: 'payments.1', role: 'envoy', line: 'GET /' }),
    ]).toEqual(['web.1            | hello', 'payments.1 envoy | GET /']);
  });

  it('have a color for each task where there is a terminal', () => {
    const write = eventWriter({ colors: true });
    const line = (task: string) => write({ event: 'log', task, role: 'service', line: 'hello' })[0] ?? '';
    const color = (text: string) => text.slice(0, text.indexOf('m'));
    expect(color(line('web.1'))).toBe('\u001b[36');
    expect(color(line('cart.1'))).toBe('\u001b[33');
    expect(color(line('web.1'))).toBe('\u001b[36');
  });

  it('show where everything is as a table', () => {
    const write = eventWriter({ colors: false });
    const row = {
      service: 'cart',
      task: 'cart.1',
      version: 'v2',
      zone: 'us-west-2a',
      admin: 'http://127.64.0.2:9901',
    };
    expect(write({ event: 'running', application: 'shop', tasks: [row], routes: [] })).toEqual([
      '',
      'SERVICE  TASK    VERSION  ZONE        URL  ENVOY',
      'cart     cart.1  v2       us-west-2a       http://127.64.0.2:9901',
      '',
      'Type status, logs <task>, help or quit; Ctrl-C ends everything, too.',
      '',
    ]);
  });

  it('show below it the address to open, and what can be typed, by the first route that is split', () => {
    const write = eventWriter({ colors: false });
    const shown = (...routes: string[]) =>
      write({ event: 'running', application: 'shop', tasks: [], url: 'http://localhost:8080', routes }).slice(
        -3,
      );
    expect(shown('web/all:web=1', 'cart/default:v1=100,v2=0')).toEqual([
      'Open http://localhost:8080',
      'Type status, set cart/default:v1=50,v2=50, logs <task>, help or quit; Ctrl-C ends everything, too.',
      '',
    ]);
    expect(shown('cart/default:v1=1,v2=0,v3=0')[1]).toContain('set cart/default:v1=1,v2=1,v3=1,');
    expect(shown('web/all:web=1')[1]).not.toContain('set');
  });

  it('name the task in a trace, where a node has several', () => {
    const write = eventWriter({ colors: false });
    expect(write({ event: 'trace', trace: { ...leaf, task: 'cart.2' } })).toEqual([
      'dev-shop/cart.2 ingress GET http://cart/  2.0 ms',
    ]);
  });

  it('show a request as a tree with times', () => {
    const trace = {
      ...leaf,
      name: 'dev-shop/web',
      status: 200,
      milliseconds: 9.25,
      calls: [{ ...leaf, calls: [leaf] }],
    };
    expect(eventWriter({ colors: false })({ event: 'trace', trace })).toEqual([
      'dev-shop/web ingress GET http://cart/ 200  9.3 ms',
      '└─ dev-shop/cart ingress GET http://cart/  2.0 ms (+1.5)',
      '   └─ dev-shop/cart ingress GET http://cart/  2.0 ms (+1.5)',
    ]);
  });
});
