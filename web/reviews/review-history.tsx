import type { Review } from '#contract/reviews.ts';
import { moment } from '../look/moments.ts';
import { DifferenceView } from './difference-view.tsx';
import { difference, panel as words } from './strings.ts';

/** Every time that somebody asked: who, what came of it, and what was changed before. Folded, newest first. */
export function ReviewHistory({ reviews }: { reviews: readonly Review[] }) {
  if (reviews.length === 0) return null;
  return (
    <details className="max-w-[42rem]">
      <summary className="strong w-fit cursor-pointer py-1">
        {words.history} <span className="font-normal text-ink-3">{reviews.length}</span>
      </summary>
      <ol className="mt-2">
        {reviews.map((review) => (
          <li key={review.id} className="grid gap-1.5 border-t border-line py-3">
            <p className="flex flex-wrap gap-x-3">
              <span className="strong">{words.nth(review.number)}</span>
              <span className="small text-ink-3" dir="auto">
                {words.askedBy(review.asked.name || words.somebody, moment(review.asked.at))}
              </span>
            </p>
            <p dir="auto">{endOf(review)}</p>
            {review.ended?.words && (
              <blockquote className="read break-words whitespace-pre-line text-ink-2" dir="auto">
                {review.ended.words}
              </blockquote>
            )}
            {review.changed && (
              <details>
                <summary className="small w-fit cursor-pointer text-ink-2">{difference.title}</summary>
                <div className="mt-2">
                  <DifferenceView changed={review.changed} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function endOf({ ended }: Review): string {
  if (!ended) return words.open;
  return `${words.endings[ended.how](ended.name || words.somebody)}${ended.byLink ? words.byLink : ''}, ${moment(ended.at)}`;
}
