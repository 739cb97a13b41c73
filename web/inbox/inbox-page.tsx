import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Keyboard } from 'lucide-react';
import { Heading } from '../look/heading.tsx';
import { ArrivalLine } from './arrival-line.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ListFilters } from './list-filters.tsx';
import { ListTabs } from './list-tabs.tsx';
import type { InboxSearch } from './queries.ts';
import { empty, inbox as words, keys as keyWords } from './strings.ts';
import { ThreadList } from './thread-list.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useThreads } from './use-threads.ts';
import './inbox.css';

const route = getRouteApi('/signed-in/w/$slug/inbox');

/** Comments, mentions and tags of all accounts, worked through: the list, one conversation, and what surrounds it. */
export function InboxPage() {
  const { workspace, user } = route.useRouteContext();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [isScrolled, setIsScrolled] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const list = useThreads(workspace.id, search, isScrolled);
  const heard = useArrivals(list.query.data);
  const change = (part: Partial<InboxSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: !('thread' in part), resetScroll: false });
  const { thread: open } = search;
  const after = open ? list.threads[list.threads.findIndex(({ id }) => id === open) + 1] : list.threads[0];
  useInboxKeys({
    threads: list.threads,
    open,
    onOpen: (thread) => change({ thread }),
    onHelp: () => setIsAsking(true),
    next: after?.id,
  });
  /** What is done leaves the list of what waits, and the next takes its place. */
  const settle = (threadId: string) => {
    const view = search.view ?? 'open';
    if (view === 'all' || view === 'hidden') return;
    list.drop(threadId);
    void navigate({
      search: (now) => (now.thread === threadId ? { ...now, thread: after?.id } : now),
      resetScroll: false,
    });
  };
  return (
    <div className="inbox" data-open={open ? true : undefined}>
      <ThreadList
        list={list}
        workspace={workspace}
        search={search}
        onScrolled={setIsScrolled}
        onAll={() => change({ search: undefined, account: undefined, kind: undefined, media: undefined })}
      >
        <div className="flex items-center gap-2">
          <Heading>{words.title}</Heading>
          <span className="flex-1" />
          <button
            type="button"
            className="button-icon max-sm:hidden"
            aria-label={keyWords.open}
            onClick={() => setIsAsking(true)}
          >
            <Keyboard size={17} aria-hidden="true" />
          </button>
        </div>
        <ListTabs workspaceId={workspace.id} slug={workspace.slug} search={search} />
        <ListFilters key={workspace.id} workspaceId={workspace.id} search={search} onChange={change} />
        <ArrivalLine workspaceId={workspace.id} slug={workspace.slug} account={search.account} />
      </ThreadList>
      {open ? (
        <ThreadPane
          key={open}
          threadId={open}
          workspace={workspace}
          user={user}
          search={search}
          onSettled={() => settle(open)}
          onMedia={(media) => change({ media })}
        />
      ) : (
        <div className="inbox-nothing">
          <p className="voice">{empty.choose}</p>
          <p className="mt-1 text-ink-2">{empty.chooseMeaning}</p>
        </div>
      )}
      <output className="sr-only">{heard}</output>
      {isAsking && <KeysDialog onClose={() => setIsAsking(false)} />}
    </div>
  );
}
