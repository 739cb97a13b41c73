import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../app/loaded.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { Heat } from './charts/heat.tsx';
import { bestTimeQuery, type At, type BestTimeAnswer } from './queries.ts';
import { bestTime as words, longWeekdays } from './strings.ts';

/** When posts of this account did well: the hours, from how many posts, how sure that is, and how it is reckoned. */
export function BestTimeCard({ at }: { at: At }) {
  const query = useQuery(bestTimeQuery(at));
  return (
    <section className="card insight-card" aria-labelledby="best-time">
      <h2 className="strong" id="best-time">
        {words.title}
      </h2>
      <Loaded query={query} waiting={<BoneRows rows={3} />}>
        {(answer) => <BestTime answer={answer} />}
      </Loaded>
    </section>
  );
}

function BestTime({ answer }: { answer: BestTimeAnswer }) {
  const { best, cells, posts, timeZone, confidence, needed, metric } = answer;
  if (confidence === 'none' && needed > 0)
    return (
      <p className="text-pretty text-ink-2">
        {words.needed(needed)} {posts > 0 && words.from(posts, timeZone)}
      </p>
    );
  return (
    <>
      <Heat cells={cells} label={words.title} />
      <p className="small mt-3 text-pretty text-ink-2">
        {best && (
          <span className="strong text-ink">
            {words.best(longWeekdays[best.weekday - 1] ?? '', best.hour, best.hour + 2)}
          </span>
        )}{' '}
        {words.from(posts, timeZone)} {words.confidence[confidence]}
      </p>
      <p className="small mt-2 text-pretty text-ink-3">{words.how[metric]}</p>
    </>
  );
}
