import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { CalendarNeeds } from '#contract/schedule.ts';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { browserTimeZone } from '../look/moments.ts';
import { Agenda, daysOf } from './agenda.tsx';
import { dayOf } from './days.ts';
import { isPlaced } from './entry.ts';
import { calendarQuery } from './queries.ts';
import { calendar as words } from './strings.ts';
import { useNow } from './use-now.ts';

const route = getRouteApi('/signed-in/w/$slug/calendar');

/** Posts that wait for a person for one reason, oldest first, each a way to what can be done. */
export function NeedsList({ needs }: { needs: CalendarNeeds }) {
  const { workspace } = route.useRouteContext();
  const now = useNow(browserTimeZone());
  const query = useQuery(calendarQuery(workspace.id, { needs }));
  return (
    <div className="max-w-[42rem]">
      <div className="page-head">
        <Link
          className="button"
          data-kind="quiet"
          data-size="small"
          to="/w/$slug/calendar"
          params={{ slug: workspace.slug }}
          search={{}}
        >
          <ChevronLeft size={16} aria-hidden="true" />
          {words.back}
        </Link>
        <Heading>{words.listOf[needs]}</Heading>
      </div>
      <Loaded query={query} waiting={<BoneRows />}>
        {({ entries }) => {
          const placed = entries.filter(isPlaced);
          if (placed.length === 0) return <p className="voice border-t border-line py-6">{words.noneOf}</p>;
          return (
            <Agenda
              days={daysOf(placed)}
              today={dayOf(now)}
              slug={workspace.slug}
              entriesOn={(day) => placed.filter(({ wallTime }) => dayOf(wallTime) === day)}
              slotsOn={() => []}
              usernameOf={() => ''}
            />
          );
        }}
      </Loaded>
    </div>
  );
}
