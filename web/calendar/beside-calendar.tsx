import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Heading } from '../look/heading.tsx';
import { beside as words } from './strings.ts';
import './calendar.css';

const route = getRouteApi('/signed-in/w/$slug');

/** A page that belongs to the calendar: the way back to it, its name, one sentence of what it is for. */
export function BesideCalendar(props: {
  title: string;
  lede?: string;
  /** Rows of a table take more room than a column that is read. */
  isWide?: boolean;
  children: ReactNode;
}) {
  const { workspace } = route.useRouteContext();
  return (
    <div className={props.isWide ? 'max-w-[60rem]' : 'max-w-[42rem]'}>
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
        <Heading>{props.title}</Heading>
      </div>
      {props.lede && <p className="read max-w-[42rem] text-ink-2">{props.lede}</p>}
      {props.children}
    </div>
  );
}
