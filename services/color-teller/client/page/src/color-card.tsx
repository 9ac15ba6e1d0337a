/** The color, large, on a label below it as on a color chip: readable whatever the color is. */
import { paintOf } from './paint';
import { type State } from './state';

export function ColorCard({ state: { color, version, troubles } }: { readonly state: State }) {
  const paint = color === undefined ? { 'data-hatched': true } : paintOf(color);
  const isOld = color !== undefined && troubles.color !== undefined;
  return (
    <section className="card" aria-labelledby="color-now">
      <div className="card-paint" aria-hidden="true" {...paint} />
      <div className="card-label">
        <h2 id="color-now">{isOld ? 'Last known color' : 'Color'}</h2>
        <p className="card-color">{color ?? 'not known yet'}</p>
        <p>
          Version <span className="card-version">{version ?? 'not known yet'}</span>
        </p>
        {color !== undefined && 'data-hatched' in paint && (
          <p className="note">No color that this browser knows, so the card cannot show it.</p>
        )}
      </div>
    </section>
  );
}
