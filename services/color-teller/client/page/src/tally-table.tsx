/** How many of the last answers came from which color: a bar to look at, a table to read. */
import { paintOf } from './paint';
import { type Share, sharesOf, type Tally, TALLY_SIZE } from './tally';
import { answersText } from './wording';

export function TallyTable({ tally }: { readonly tally: Tally }) {
  const shares = sharesOf(tally);
  return (
    <section aria-labelledby="tally">
      <h2 id="tally">{answersText(tally.length)}</h2>
      {shares.length === 0 ? (
        <p className="note">Here you will see which color answered how often, over {TALLY_SIZE} answers.</p>
      ) : (
        <>
          <Bar shares={shares} />
          <table aria-labelledby="tally">
            <thead>
              <tr>
                <th scope="col">Color</th>
                <th scope="col">Answers</th>
                <th scope="col">Share</th>
              </tr>
            </thead>
            <tbody>
              {shares.map((share) => (
                <Row key={share.color} share={share} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** For the eye alone: the table says the same. */
function Bar({ shares }: { readonly shares: readonly Share[] }) {
  return (
    <div className="bar" aria-hidden="true">
      {shares.map(({ color, count }) => {
        const paint = paintOf(color);
        return <div key={color} {...paint} style={{ ...paint.style, flexGrow: count }} />;
      })}
    </div>
  );
}

function Row({ share: { color, count, percent } }: { readonly share: Share }) {
  return (
    <tr>
      <th scope="row">
        <span className="swatch" aria-hidden="true" {...paintOf(color)} />
        {color}
      </th>
      <td>{count}</td>
      <td>{percent} %</td>
    </tr>
  );
}
