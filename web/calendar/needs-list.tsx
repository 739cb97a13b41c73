import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CalendarNeeds } from '#contract/schedule.ts';
import { Loaded } from '../app/loaded.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { browserTimeZone } from '../look/moments.ts';
import { Agenda, daysOf } from './agenda.tsx';
import { dayOf } from './days.ts';
import { isPlaced } from './entry.ts';
import { BesideCalendar } from './beside-calendar.tsx';
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
    <BesideCalendar title={words.listOf[needs]}>
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
              mayWrite={() => false}
            />
          );
        }}
      </Loaded>
    </BesideCalendar>
  );
}
