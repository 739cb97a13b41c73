import { ArrowUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import type { Workspace } from '#contract/identity.ts';
import { FailedView, ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { EmptyList } from './empty-list.tsx';
import { filtersOf, type InboxSearch } from './queries.ts';
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
  /** What stands above the rows. */
  children: ReactNode;
}) {
  const { list, onScrolled } = props;
  const box = useRef<HTMLElement>(null);
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
  return (
    <section
      ref={box}
      className="inbox-list"
      aria-label={words.list}
      onScroll={({ currentTarget }) => onScrolled(currentTarget.scrollTop > topPx)}
    >
      <div className="inbox-head">
        {props.children}
        {list.fresh > 0 && (
          <Button size="small" className="inbox-fresh" onClick={() => box.current?.scrollTo({ top: 0 })}>
            <ArrowUp size={14} aria-hidden="true" />
            {words.fresh(list.fresh)}
          </Button>
        )}
      </div>
      <Rows
        {...props}
        key={JSON.stringify([props.workspace.id, filtersOf(props.search)])}
        onStart={() => box.current?.scrollTo({ top: 0 })}
      />
      <div ref={end} className="px-6 pt-5 pb-10">
        <ProblemNote error={list.more.error} />
        {list.hasMore && (
          <Button working={list.more.isPending && words.loadingMore} onClick={list.loadMore}>
            {words.more}
          </Button>
        )}
      </div>
    </section>
  );
}

function Rows({
  list,
  workspace,
  search,
  onAll,
  onStart,
}: Omit<Parameters<typeof ThreadList>[0], 'children'> & {
  /** Another list begins at its top. */
  onStart: () => void;
}) {
  const start = useEffectEvent(onStart);
  // Scrolling may answer a promise, which is no way to end an effect.
  useEffect(() => {
    start();
  }, []);
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
