/** Which requests fail, how, and since when; nothing while none does. */
import { type Question, questions } from './questions';
import { type State, type Trouble } from './state';
import { failuresText, timeText } from './wording';

export function TroubleList({ state: { troubles } }: { readonly state: State }) {
  const failing = Object.values(questions).flatMap((question) => {
    const trouble = troubles[question.subject];
    return trouble === undefined ? [] : [{ question, trouble }];
  });
  if (failing.length === 0) return null;
  return (
    <section className="trouble" aria-labelledby="trouble">
      <h2 id="trouble">Something went wrong</h2>
      <ul>
        {failing.map(({ question, trouble }) => (
          <TroubleItem key={question.subject} question={question} trouble={trouble} />
        ))}
      </ul>
      <p className="note">What you see may be out of date. The page asks again by itself.</p>
    </section>
  );
}

function TroubleItem({ question, trouble }: { readonly question: Question; readonly trouble: Trouble }) {
  const { reason, since, times } = trouble;
  return (
    <li>
      <code>{question.url}</code> {reason.replace(/\.$/, '')}; {failuresText(times)}, since{' '}
      <time dateTime={new Date(since).toISOString()}>{timeText(since)}</time>.
    </li>
  );
}
