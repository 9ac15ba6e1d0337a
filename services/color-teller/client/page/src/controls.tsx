/** Pause and resume, reset the tally. */
import { type Dispatch } from './use-teller';

export function Controls({ running, dispatch }: { readonly running: boolean; readonly dispatch: Dispatch }) {
  return (
    <div className="controls">
      <button type="button" onClick={() => dispatch({ kind: running ? 'paused' : 'resumed' })}>
        {running ? 'Pause' : 'Resume'}
      </button>
      <button type="button" onClick={() => dispatch({ kind: 'tally-reset' })}>
        Reset tally
      </button>
      <p className="note">{running ? 'Asking once a second.' : 'Paused: what you see is not asked again.'}</p>
    </div>
  );
}
