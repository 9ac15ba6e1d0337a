/** The page, from top to bottom. */
import { ColorCard } from './color-card';
import { Controls } from './controls';
import { TallyTable } from './tally-table';
import { TroubleList } from './trouble-list';
import { useTeller } from './use-teller';

export function Page() {
  const { state, dispatch } = useTeller();
  return (
    <main>
      <h1>Color Teller</h1>
      <ColorCard state={state} />
      <Controls running={state.running} dispatch={dispatch} />
      <TroubleList state={state} />
      <TallyTable tally={state.tally} />
      {/* The one part that is read out by itself; all else changes with every poll. */}
      <p role="status" className="only-read-out">
        {state.announcement.text}
      </p>
    </main>
  );
}
