import { readSegment, type Segment, traceTrees } from '../../../lib/local/report/traces';

const segment = (id: string, parent: string | undefined, start: number, end: number): Segment => ({
  id,
  ...(parent !== undefined && { parent_id: parent }),
  trace_id: '1-2-3',
  name: `dev-shop/${id}`,
  start_time: start,
  end_time: end,
  http: { request: { method: 'GET', url: `http://${id}/` }, response: { status: 200 } },
  annotations: { direction: id === 'web' ? 'egress' : 'ingress' },
});

const leaf = (name: string, milliseconds: number, afterMilliseconds: number) => ({
  name: `dev-shop/${name}`,
  direction: 'ingress',
  request: `GET http://${name}/`,
  status: 200,
  milliseconds,
  afterMilliseconds,
  calls: [],
});

describe('traceTrees', () => {
  it('puts calls below their caller in the order of time, however they came', () => {
    const segments = [
      segment('cart', 'web', 10.02, 10.04),
      segment('prices', 'web', 10.01, 10.015),
      segment('web', undefined, 10, 10.05),
    ];
    expect(traceTrees(segments)).toEqual([
      {
        ...leaf('web', 50, 0),
        direction: 'egress',
        calls: [leaf('prices', 5, 10), leaf('cart', 20, 20)],
      },
    ]);
  });

  it('shows a call whose caller was lost by itself', () => {
    expect(traceTrees([segment('cart', 'web', 10, 10.02)])).toEqual([leaf('cart', 20, 0)]);
  });
});

describe('the task of a hop', () => {
  it('is the one that its Envoy was given, so tasks of one node are told apart', () => {
    const ofTask = (task: string) => ({
      ...segment('cart', undefined, 10, 10.02),
      aws: { ecs: { container_id: task } },
    });
    expect(
      [...traceTrees([ofTask('cart.1')]), ...traceTrees([ofTask('cart.2')])].map(({ task }) => task),
    ).toEqual(['cart.1', 'cart.2']);
  });
});

describe('readSegment', () => {
  it.each([
    ['no JSON', 'hello'],
    ['nothing but the format', '{"format":"json","version":1}'],
    ['a hop that goes on', '{"format":"json","version":1}\n{"id":"a","trace_id":"1"}'],
  ])('leaves out %s', (_what, message) => {
    expect(readSegment(message)).toBeUndefined();
  });

  it('reads what comes after the line of the format', () => {
    const sent = segment('web', undefined, 1, 2);
    expect(readSegment(`{"format":"json","version":1}\n${JSON.stringify(sent)}`)).toEqual(sent);
  });
});
