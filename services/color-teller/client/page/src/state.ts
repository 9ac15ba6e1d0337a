/** What the page knows, and how each event changes it. */
import { type Answer } from './ask';
import { type Subject } from './questions';
import { addColor, type Tally } from './tally';
import { colorSentence, recoverySentence, troubleSentence } from './wording';

export interface Trouble {
  readonly reason: string;
  /** When the first of these failures was noticed. */
  readonly since: number;
  /** How many failures, without an answer in between. */
  readonly times: number;
}

export interface State {
  readonly running: boolean;
  /** The last ones heard; they stay while requests fail. */
  readonly color: string | undefined;
  readonly version: string | undefined;
  readonly troubles: Readonly<Record<Subject, Trouble | undefined>>;
  readonly tally: Tally;
  readonly announcement: Announcement;
}

/** What a screen reader reads out when it changes. */
export interface Announcement {
  readonly text: string;
  /** The color that was announced last, and when. */
  readonly color: string | undefined;
  readonly at: number;
}

export type Event =
  | { readonly kind: 'answered'; readonly subject: Subject; readonly answer: Answer; readonly at: number }
  | { readonly kind: 'paused' | 'resumed' | 'tally-reset' };

/** A canary changes color every few seconds: more often than this, it would drown out all else. */
export const QUIET_MS = 10_000;

export const initialState: State = {
  running: true,
  color: undefined,
  version: undefined,
  troubles: { color: undefined, version: undefined },
  tally: [],
  announcement: { text: '', color: undefined, at: 0 },
};

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'answered':
      return event.answer.kind === 'value'
        ? heardValue(state, event.subject, { value: event.answer.value, at: event.at })
        : heardFailure(state, event.subject, { reason: event.answer.reason, at: event.at });
    case 'paused':
      return announce({ ...state, running: false }, 'Paused.');
    case 'resumed':
      return announce({ ...state, running: true }, 'Asking again.');
    case 'tally-reset':
      return announce({ ...state, tally: [] }, 'The tally starts again.');
  }
}

function heardValue(state: State, subject: Subject, { value, at }: { value: string; at: number }): State {
  const recovered =
    state.troubles[subject] === undefined ? state : announce(state, recoverySentence(subject));
  const heard: State = {
    ...recovered,
    [subject]: value,
    troubles: { ...state.troubles, [subject]: undefined },
    tally: subject === 'color' ? addColor(state.tally, value) : state.tally,
  };
  return subject === 'color' ? announceColor(heard, { color: value, at }) : heard;
}

function heardFailure(state: State, subject: Subject, { reason, at }: { reason: string; at: number }): State {
  const before = state.troubles[subject];
  const trouble: Trouble = { reason, since: before?.since ?? at, times: (before?.times ?? 0) + 1 };
  const troubled = { ...state, troubles: { ...state.troubles, [subject]: trouble } };
  return before === undefined ? announce(troubled, troubleSentence(subject, reason)) : troubled;
}

function announceColor(state: State, { color, at }: { color: string; at: number }): State {
  const { announcement } = state;
  const isNews = color !== announcement.color;
  const isQuiet = announcement.color === undefined || at - announcement.at >= QUIET_MS;
  if (!isNews || !isQuiet) return state;
  return { ...state, announcement: { text: colorSentence(color), color, at } };
}

function announce(state: State, text: string): State {
  return { ...state, announcement: { ...state.announcement, text } };
}
