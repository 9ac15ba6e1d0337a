/** Reports what terraform does while it runs: a line for each finished change, and one if there is no output for long. */
import { readTerraformLine } from './terraform-lines';

export interface TerraformProgress {
  /** What terraform has printed, in pieces of any size. */
  take(text: string): void;
  /** After ten seconds without output, prints what terraform is working on. */
  tick(nowMs: number): void;
  /** The text after the last line break. */
  end(): void;
}

export interface ProgressInput {
  say(line: string): void;
  /** A resource was created, changed or deleted. */
  onDone(): void;
  readonly startMs: number;
}

const SILENCE_MS = 10_000;
/** As many as fit into one line. */
const NAMED = 3;

export function terraformProgress({ say, onDone, startMs }: ProgressInput): TerraformProgress {
  const atWork = new Set<string>();
  let rest = '';
  let spokeMs = startMs;
  let hasSpoken = false;
  const speak = (line: string) => {
    say(`  ${line}`);
    hasSpoken = true;
  };
  const read = (line: string) => {
    const event = readTerraformLine(line);
    switch (event?.kind) {
      case 'begun':
        return atWork.add(event.address);
      case 'done':
        atWork.delete(event.address);
        onDone();
        return speak(`${event.sign} ${event.address} (${event.took})`);
      case 'planned':
        return speak(event.text);
      case 'warning':
        return speak(`warning: ${event.text}`);
      case undefined:
        return undefined;
    }
  };
  const take = (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(read);
  };
  return {
    take,
    tick: (nowMs) => {
      if (hasSpoken) spokeMs = nowMs;
      hasSpoken = false;
      if (nowMs - spokeMs < SILENCE_MS) return;
      spokeMs = nowMs;
      say(`  at work for ${Math.round((nowMs - startMs) / 1000)} s${describe([...atWork])}`);
    },
    end: () => take('\n'),
  };
}

function describe(addresses: readonly string[]): string {
  if (addresses.length === 0) return '';
  const more = addresses.length - NAMED;
  return `: ${addresses.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
