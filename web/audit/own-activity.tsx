import { useInfiniteQuery } from '@tanstack/react-query';
import { Loaded } from '../app/loaded.tsx';
import { Button } from '../look/button.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { EventDays } from './event-days.tsx';
import { ownQuery } from './queries.ts';
import { audit, own as words } from './strings.ts';

/** What was done with a person's own account, for them alone. */
export function OwnActivity() {
  const query = useInfiniteQuery(ownQuery);
  return (
    <section className="mt-10" aria-label={words.title}>
      <h2 className="mb-1">{words.title}</h2>
      <p className="mb-3 max-w-[38rem] text-pretty text-ink-2">{words.lede}</p>
      <Loaded query={query} waiting={<BoneRows rows={3} />}>
        {({ pages }) => {
          const events = pages.flatMap((page) => page.events);
          return events.length === 0 ? (
            <p className="text-ink-2">{words.empty}</p>
          ) : (
            <>
              <EventDays events={events} level="h3" />
              {query.hasNextPage && (
                <Button
                  working={query.isFetchingNextPage && audit.loading}
                  onClick={() => void query.fetchNextPage()}
                >
                  {audit.more}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
