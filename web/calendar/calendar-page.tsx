import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { useMayAnywhere } from '../connections/use-may-anywhere.ts';
import { browserTimeZone } from '../look/moments.ts';
import { Button } from '../look/button.tsx';
import { Agenda } from './agenda.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { ClockQuestion } from './clock-question.tsx';
import { DayDialog } from './day-dialog.tsx';
import { DayGrid } from './day-grid.tsx';
import { addDays, dayOf, monthOf, timeOf, weekOf, windowOf } from './days.ts';
import { isPlaced, wordsOf, type PlacedEntry } from './entry.ts';
import { GridPlanner } from './grid-planner.tsx';
import { NeedsList } from './needs-list.tsx';
import { calendarQuery, mostEntries, type CalendarView } from './queries.ts';
import { CalendarBones } from './calendar-bones.tsx';
import { calendar as words, move as moveWords } from './strings.ts';
import { useIsPhone } from './use-is-phone.ts';
import { useMove, longDay } from './use-move.ts';
import { useNow } from './use-now.ts';
import './calendar.css';

const WeekLinks = lazy(async () => ({ default: (await import('../reviews/week-links.tsx')).WeekLinks }));

const route = getRouteApi('/signed-in/w/$slug/calendar');

/** When everything goes out: silver until it is live. Month, week, list, or the profile as it will look. */
export function CalendarPage() {
  const { needs } = route.useSearch();
  return needs ? <NeedsList needs={needs} /> : <Calendar />;
}

function Calendar() {
  const { workspace } = route.useRouteContext();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: connections = [] } = useQuery(connectionsQuery(workspace.id));
  const account = connections.find(({ id }) => id === search.account);
  const zones = new Set((account ? [account] : connections).map(({ timeZone }) => timeZone));
  const zone = zones.size === 1 ? [...zones][0]! : browserTimeZone();
  const now = useNow(zone);
  const isPhone = useIsPhone();
  const view = search.view ?? 'month';
  const day = search.day ?? dayOf(now);
  const days = view === 'week' ? weekOf(day) : view === 'grid' ? aroundOf(day) : monthOf(day);
  const query = useQuery(calendarQuery(workspace.id, { ...windowOf(days), connection: search.account }));
  const accountOf = (id: string | null) => connections.find((each) => each.id === id)?.instagramUserId;
  const mayChange = (entry: PlacedEntry) =>
    mayWith(workspace, accountOf(entry.connectionId), contract.schedule.plan.access);
  const mayWrite = (id: string) => mayWith(workspace, accountOf(id), contract.posts.create.access);
  // A week is shown to others of one account: the one that is chosen, or the only one.
  const shared = account ?? (connections.length === 1 ? connections[0] : undefined);
  const mayShare = shared && mayWith(workspace, shared.instagramUserId, contract.reviewLinks.create.access);
  const [showsLinks, setShowsLinks] = useState(false);
  const [opened, setOpened] = useState<string>();
  const moving = useMove(workspace.id);

  const goTo = (next: string) => {
    if (next !== day) void navigate({ search: (before) => ({ ...before, day: next }), replace: true });
  };
  const shown = query.data && placeOnDays(query.data, moving.pending);
  const entriesOn = (on: string) => shown?.byDay.get(on) ?? [];
  const slotsOn = (on: string) =>
    query.data?.openSlots.filter(({ wallTime }) => dayOf(wallTime) === on && wallTime > now) ?? [];
  const usernameOf = (id: string) => connections.find((each) => each.id === id)?.username ?? '';
  const parts = { days, slug: workspace.slug, entriesOn, slotsOn, usernameOf, mayWrite };

  return (
    <div>
      <CalendarHead
        view={view}
        day={day}
        today={dayOf(now)}
        zone={zones.size > 1 ? words.eachZone : zone}
        connections={connections}
        account={search.account}
        slug={workspace.slug}
        mayPost={useMayAnywhere(workspace, contract.posts.create.access)}
        mayImport={useMayAnywhere(workspace, contract.schedule.importPosts.access)}
        onLinks={mayShare ? () => setShowsLinks(true) : undefined}
        isPhone={isPhone}
        onSearch={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }) })}
      />
      <ProblemNote error={moving.error} />
      <Loaded query={query} waiting={<CalendarBones />}>
        {(data) => (
          <>
            {view === 'grid' ? (
              account ? (
                <GridPlanner
                  entries={data.entries.filter(isPlaced)}
                  workspaceId={workspace.id}
                  slug={workspace.slug}
                  mayMove={mayChange}
                />
              ) : (
                <p className="voice border-t border-line py-6">{words.noAccountForGrid}</p>
              )
            ) : view === 'list' || isPhone ? (
              <Agenda
                {...parts}
                days={view === 'list' || isPhone ? days.filter((each) => isInView(each, day, view)) : days}
                today={dayOf(now)}
                mayMove={mayChange}
                onMove={moving.move}
              />
            ) : (
              <DayGrid
                {...parts}
                view={view}
                day={day}
                now={now}
                mayMove={mayChange}
                onDay={goTo}
                onOpen={setOpened}
                onMove={moving.move}
                say={moving.say}
              />
            )}
            {data.isCut && <p className="small mt-3 text-ink-3">{words.cut(mostEntries)}</p>}
          </>
        )}
      </Loaded>
      <div className="sr-only" aria-live="assertive">
        {moving.said}
      </div>
      {moving.done && <MovedToast moving={moving} />}
      {showsLinks && shared && (
        <Suspense>
          <WeekLinks
            workspaceId={workspace.id}
            account={shared}
            monday={weekOf(day)[0] ?? day}
            onClose={() => setShowsLinks(false)}
          />
        </Suspense>
      )}
      {opened !== undefined && !moving.question && (
        <DayDialog
          day={opened}
          entries={entriesOn(opened)}
          workspaceId={workspace.id}
          slug={workspace.slug}
          mayChange={mayChange}
          onMove={(entry, wallTime) => {
            setOpened(undefined);
            moving.move(entry, wallTime);
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
      {moving.question && (
        <ClockQuestion
          move={moving.question}
          onChoose={(choice) => moving.move(moving.question!.entry, moving.question!.wallTime, choice)}
          onClose={moving.forget}
        />
      )}
    </div>
  );
}

/** What was moved, and the way back. */
function MovedToast({ moving }: { moving: ReturnType<typeof useMove> }) {
  const { entry, wallTime } = moving.done!;
  return (
    <div className="toast">
      <span className="min-w-0 truncate">
        {moveWords.moved(wordsOf(entry), longDay(dayOf(wallTime)), timeOf(wallTime))}
      </span>
      <Button size="small" onClick={() => moving.move({ ...entry, wallTime }, entry.wallTime)}>
        {moveWords.undo}
      </Button>
      <Button size="small" kind="quiet" onClick={moving.forget}>
        {moveWords.close}
      </Button>
    </div>
  );
}

/** Every entry on the day that its own wall shows; one that is being moved stands where it goes. */
function placeOnDays(
  { entries }: CalendarView,
  pending: { entry: PlacedEntry; wallTime: string } | undefined,
): { byDay: Map<string, PlacedEntry[]> } {
  const byDay = new Map<string, PlacedEntry[]>();
  for (const entry of entries) {
    if (!isPlaced(entry)) continue;
    const placed = pending?.entry.id === entry.id ? { ...entry, wallTime: pending.wallTime } : entry;
    const on = dayOf(placed.wallTime);
    byDay.set(on, [...(byDay.get(on) ?? []), placed]);
  }
  for (const each of byDay.values()) each.sort((one, other) => one.wallTime.localeCompare(other.wallTime));
  return { byDay };
}

function isInView(each: string, day: string, view: string): boolean {
  return view === 'week' || each.startsWith(day.slice(0, 7));
}

/** Half a year on each side: as much of a profile as can be planned. */
function aroundOf(day: string): string[] {
  return Array.from({ length: 361 }, (_, i) => addDays(day, i - 180));
}
