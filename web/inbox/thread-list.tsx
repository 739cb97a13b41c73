import { ArrowUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { FailedView, ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { EmptyList } from './empty-list.tsx';
import type { InboxSearch } from './queries.ts';
import { inbox as words } from './strings.ts';
import { ThreadRow } from './thread-row.tsx';
import type { useThreads } from './use-threads.ts';

/** A row and a half: nearer to the top than this, a new row is seen coming and moves nothing that is read. */
const topPx = 120;

/** The conversations of a view. More come while scrolling, and by the button at the end. */
export function ThreadList(props: {
  list: ReturnType<typeof useThreads>;
  workspace: Workspace;
  search: InboxSearch;
  onScrolled: (isScrolled: boolean) => void;
  onAll: () => void;
}) {
  const { list, onScrolled } = props;
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const reached = useEffectEvent(() => {
    if (!list.more.error) list.loadMore();
  });
  useEffect(() => {
    const { current: root } = box;
    if (!root || !end.current || !list.hasMore) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), {
      root,
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [list.hasMore]);
  const started = useEffectEvent(() => onScrolled(false));
  useEffect(() => started(), []);
  return (
    <div
      ref={box}
      className="inbox-rows"
      onScroll={({ currentTarget }) => onScrolled(currentTarget.scrollTop > topPx)}
    >
      {list.fresh > 0 && (
        <Button size="small" className="inbox-fresh" onClick={() => box.current?.scrollTo({ top: 0 })}>
          <ArrowUp size={14} aria-hidden="true" />
          {words.fresh(list.fresh)}
        </Button>
      )}
      <Rows {...props} />
      <div ref={end} className="px-6 pt-5 pb-10">
        <ProblemNote error={list.more.error} />
        {list.hasMore && (
          <Button working={list.more.isPending && words.loadingMore} onClick={list.loadMore}>
            {words.more}
          </Button>
        )}
      </div>
    </div>
  );
}

function Rows({ list, workspace, search, onAll }: Parameters<typeof ThreadList>[0]) {
  const { query, threads } = list;
  if (query.data === undefined && threads.length === 0)
    return (
      <div className="px-6">
        {query.error ? (
          <FailedView error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <BoneRows rows={6} />
        )}
      </div>
    );
  if (threads.length === 0) return <EmptyList workspace={workspace} search={search} onAll={onAll} />;
  return (
    <ul id="inbox-rows">
      {threads.map((thread) => (
        <ThreadRow
          key={thread.id}
          thread={thread}
          slug={workspace.slug}
          search={search}
          view={search.view ?? 'open'}
        />
      ))}
    </ul>
  );
}
