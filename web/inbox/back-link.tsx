import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { InboxSearch } from './queries.ts';
import { thread as words } from './strings.ts';

/** The way back to the list, where there is room for one of both only. */
export function BackLink({ slug, search }: { slug: string; search: InboxSearch }) {
  return (
    <Link
      className="button-icon inbox-back"
      to="/w/$slug/inbox"
      params={{ slug }}
      search={{ ...search, thread: undefined }}
      activeProps={{}}
      resetScroll={false}
      aria-label={words.back}
    >
      <ChevronLeft size={18} aria-hidden="true" />
    </Link>
  );
}
