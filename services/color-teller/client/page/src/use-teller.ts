/** Keeps the page's state up to date while it runs and is visible. */
import { type ActionDispatch, useEffect, useReducer, useSyncExternalStore } from 'react';
import { ask } from './ask';
import { poll } from './poll';
import { type Question, questions } from './questions';
import { type Event, initialState, reduce, type State } from './state';

export type Dispatch = ActionDispatch<[Event]>;

export function useTeller(): { readonly state: State; readonly dispatch: Dispatch } {
  const [state, dispatch] = useReducer(reduce, initialState);
  const isVisible = useSyncExternalStore(onVisibilityChange, () => document.visibilityState === 'visible');
  const isActive = state.running && isVisible;
  usePoll(questions.color, isActive, dispatch);
  usePoll(questions.version, isActive, dispatch);
  return { state, dispatch };
}

function usePoll(question: Question, isActive: boolean, dispatch: Dispatch): void {
  useEffect(() => {
    if (!isActive) return undefined;
    return poll({
      ask: (ended) => ask(question, ended),
      heard: (answer) => dispatch({ kind: 'answered', subject: question.subject, answer, at: Date.now() }),
      pauseMs: ({ kind }) => (kind === 'value' ? question.pauseMs : question.pauseAfterFailureMs),
    });
  }, [question, isActive, dispatch]);
}

function onVisibilityChange(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
