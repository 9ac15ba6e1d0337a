/** What is judged: the bounds, and how they follow from samples. CPU time where the machine's other work must not count. */
import type { LocalSample } from './local-start';
import type { Sample } from './timed-process';

/** Bounds of the issue that asked for these figures. */
const MAX_APP_SECONDS = 0.5;
const MAX_GROWTH = 11;
const MAX_SHARE_OF_CDK = 0.65;
const MAX_SHARE_OF_ONE_STACK = 2;
const MAX_LOCAL_MEBIBYTES = 1024;

export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly bound: number;
  readonly unit: string;
  /** For the reader; the verdict is on `measured`. */
  readonly aside: string;
}

type Time = 'wall' | 'cpu';

interface Growth {
  readonly few: readonly Sample[];
  readonly many: readonly Sample[];
  /** Samples of an app that declares nothing. */
  readonly nothing: readonly Sample[];
}

export function appAlone(own: readonly Sample[], nothing: readonly Sample[]): Figure {
  const over = (kind: Time) => median(pairs(own, nothing).map(([a, b]) => a[kind] - b[kind]));
  return {
    what: 'app alone, over an app that declares nothing',
    measured: over('wall'),
    bound: MAX_APP_SECONDS,
    unit: ' s',
    aside: `CPU ${over('cpu').toFixed(2)} s`,
  };
}

export function growth({ few, many, nothing }: Growth, of: string): Figure {
  const times = (kind: Time) => {
    const base = middle(nothing, kind);
    return (middle(many, kind) - base) / (middle(few, kind) - base);
  };
  return {
    what: `growth of CPU time from the fewest to the most services, over an empty app, ${of}`,
    measured: times('cpu'),
    bound: MAX_GROWTH,
    unit: '-fold',
    aside: `wall ${times('wall').toFixed(2)}-fold`,
  };
}

export function shareOfCdk(own: readonly Sample[], cdks: readonly Sample[]): Figure {
  return {
    what: 'CPU time as a share of AWS CDK L2’s, most services',
    measured: share(own, cdks, 'cpu'),
    bound: MAX_SHARE_OF_CDK,
    unit: '',
    aside: `wall ${share(own, cdks, 'wall').toFixed(2)}; aim 0.50`,
  };
}

export function shareOfOneStack(each: readonly Sample[], one: readonly Sample[]): Figure {
  return {
    what: 'CPU time of a stack for each service as a share of one stack’s',
    measured: share(each, one, 'cpu'),
    bound: MAX_SHARE_OF_ONE_STACK,
    unit: '',
    aside: `wall ${share(each, one, 'wall').toFixed(2)}`,
  };
}

/** Time of `npm start`, from the command to the first 200 through the gateway. */
export function localStart(system: string, samples: readonly LocalSample[], bound: number): Figure {
  return {
    what: `npm start of ${system} to the first 200 through its gateway`,
    measured: median(samples.map(({ seconds }) => seconds)),
    bound,
    unit: ' s',
    aside: `median of ${samples.length}`,
  };
}

export function localMemory(system: string, samples: readonly LocalSample[]): Figure {
  return {
    what: `memory of all processes of ${system} on this machine`,
    measured: median(samples.map(({ mebibytes }) => mebibytes)),
    bound: MAX_LOCAL_MEBIBYTES,
    unit: ' MiB',
    aside: 'pages that processes share count for each',
  };
}

export function share(own: readonly Sample[], cdks: readonly Sample[], kind: Time): number {
  return median(pairs(own, cdks).map(([a, b]) => a[kind] / b[kind]));
}

export const holds = ({ measured, bound }: Figure) => measured <= bound;
export const middle = (samples: readonly Sample[], kind: keyof Sample) =>
  median(samples.map((one) => one[kind]));

function pairs(own: readonly Sample[], others: readonly Sample[]): [Sample, Sample][] {
  return own.flatMap((sample, index): [Sample, Sample][] => {
    const other = others[index];
    return other ? [[sample, other]] : [];
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}
