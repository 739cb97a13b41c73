import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Connection } from '#contract/connections.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { Select } from '../look/select.tsx';
import { addDays, addMonths, inWords, weekOf } from './days.ts';
import swatch from '../look/pictures/round-jar.jpg';
import { calendar as words } from './strings.ts';

const views = ['month', 'week', 'list', 'grid'] as const;
export type View = (typeof views)[number];

interface HeadProps {
  view: View;
  day: string;
  today: string;
  zone: string;
  connections: Connection[];
  account: string | undefined;
  slug: string;
  mayPost: boolean;
  mayImport: boolean;
  /** Shows the links to the account's weeks; without it there is no account, or nothing to be shown to others. */
  onLinks: (() => void) | undefined;
  isPhone: boolean;
  onSearch: (changes: { view?: View; day?: string; account?: string | undefined }) => void;
}

/** Which days, of which account, in which shape; and the one next step. */
export function CalendarHead(props: HeadProps) {
  const { view, day, slug, onSearch } = props;
  const step = (by: 1 | -1) => onSearch({ day: view === 'week' ? addDays(day, by * 7) : addMonths(day, by) });
  return (
    <>
      <div className="page-head">
        <Heading>{titleOf(view, day)}</Heading>
        <div className="-ml-2 flex items-center">
          <button
            type="button"
            className="button-icon"
            aria-label={words.previous[view]}
            onClick={() => step(-1)}
          >
            <ChevronLeft size={18} aria-hidden="true" />
          </button>
          <Button kind="quiet" size="small" onClick={() => onSearch({ day: props.today })}>
            {words.today}
          </Button>
          <button type="button" className="button-icon" aria-label={words.next[view]} onClick={() => step(1)}>
            <ChevronRight size={18} aria-hidden="true" />
          </button>
        </div>
        <span className="flex-1" />
        <fieldset className="segmented">
          <legend className="sr-only">{words.viewLabel}</legend>
          {views
            .filter((each) => !props.isPhone || each !== 'list')
            .map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === view}
                onClick={() => onSearch({ view: each })}
              >
                {words.views[each]}
              </button>
            ))}
        </fieldset>
        {props.mayPost && (
          <Link
            className="button"
            data-kind="light"
            to="/w/$slug/posts/new"
            params={{ slug }}
            search={props.account ? { account: props.account } : {}}
          >
            {words.newPost}
          </Link>
        )}
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Select
          className="!min-h-9 small max-sm:!min-h-11"
          aria-label={words.account}
          value={props.account ?? ''}
          onChange={(event) => onSearch({ account: event.target.value || undefined })}
        >
          <option value="">{words.allAccounts}</option>
          {props.connections.map(({ id, username }) => (
            <option key={id} value={id}>
              @{username}
            </option>
          ))}
        </Select>
        <p className="calendar-key">
          <span data-zone>{props.zone}</span>
          <span>
            <Swatch isLive={false} />
            {words.silver}
          </span>
          <span>
            <Swatch isLive />
            {words.live}
          </span>
        </p>
        <span className="flex-1" />
        <Link
          className="button"
          data-kind="quiet"
          data-size="small"
          to="/w/$slug/calendar/queue"
          params={{ slug }}
          search={props.account ? { account: props.account } : {}}
        >
          {words.queue}
        </Link>
        {props.onLinks && (
          <Button kind="quiet" size="small" onClick={props.onLinks}>
            {words.askClient}
          </Button>
        )}
        {props.mayImport && (
          <Link
            className="button"
            data-kind="quiet"
            data-size="small"
            to="/w/$slug/calendar/import"
            params={{ slug }}
          >
            {words.importFile}
          </Link>
        )}
      </div>
      {props.isPhone && view !== 'grid' && <WeekStrip {...props} />}
    </>
  );
}

function titleOf(view: View, day: string): string {
  if (view !== 'week') return inWords(day, { month: 'long', year: 'numeric' });
  const [first = day, , , , , , last = day] = weekOf(day);
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${inWords(first, isOneMonth ? { day: 'numeric' } : { day: 'numeric', month: 'short' })} – ${inWords(last, { day: 'numeric', month: isOneMonth ? 'long' : 'short', year: 'numeric' })}`;
}

/** The week around the day, for a thumb. */
function WeekStrip({ day, onSearch }: HeadProps) {
  return (
    <div className="week-strip">
      {weekOf(day).map((each) => (
        <a
          key={each}
          href={`#day-${each}`}
          data-day={each}
          aria-current={each === day ? 'date' : undefined}
          onClick={() => onSearch({ day: each })}
        >
          {inWords(each, { weekday: 'short' })} <b>{Number(each.slice(8))}</b>
        </a>
      ))}
    </div>
  );
}

function Swatch({ isLive }: { isLive: boolean }) {
  return (
    <span className={`clip block size-[18px] ${isLive ? 'live' : 'silver'}`} aria-hidden="true">
      <img src={swatch} alt="" />
    </span>
  );
}
