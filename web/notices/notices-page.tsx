import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Notice } from '#contract/notices.ts';
import { client } from '../app/client.ts';
import { FailedView, ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { noticesQuery } from './queries.ts';
import { notices as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');

/** Everything a person was told in this workspace, newest first; opening one marks it as read. */
export function NoticesPage() {
  const { workspace } = route.useRouteContext();
  const params = { workspaceId: workspace.id };
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(noticesQuery(workspace.id));
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['notices', workspace.id] });
  const all = useMutation({ mutationFn: () => client.notices.markAllRead({ params }), onSettled: refresh });
  const one = useMutation({
    mutationFn: (noticeId: string) => client.notices.markRead({ params: { ...params, noticeId } }),
    onSettled: refresh,
  });
  const shown = query.data?.pages.flatMap(({ notices }) => notices) ?? [];
  return (
    <div className="reading">
      <div className="page-head">
        <Heading>{words.title}</Heading>
        <span className="flex-1" />
        <Link
          className="button"
          data-size="small"
          to="/w/$slug/settings/notices"
          params={{ slug: workspace.slug }}
        >
          {words.choose}
        </Link>
        {shown.some(({ readAt }) => readAt === null) && (
          <Button size="small" working={all.isPending && words.marking} onClick={() => all.mutate()}>
            {words.allRead}
          </Button>
        )}
      </div>
      <ProblemNote error={all.error} />
      {query.isPending && <BoneRows />}
      {query.error && !query.data && <FailedView error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && shown.length === 0 && (
        <div className="border-t border-line py-6">
          <p className="voice">{words.none}</p>
          <p className="mt-1 text-ink-2">{words.noneMeaning}</p>
        </div>
      )}
      {shown.length > 0 && (
        <ul className="border-t border-line">
          {shown.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onOpen={() => one.mutate(notice.id)} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button className="mt-4" onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const isUnread = notice.readAt === null;
  return (
    <li className="border-b border-line">
      <Link
        to={notice.path}
        className="block px-1 py-3 no-underline hover:bg-hover"
        onClick={() => isUnread && onOpen()}
      >
        <span className="flex items-baseline gap-3">
          <span className={`min-w-0 flex-1 text-pretty ${isUnread ? 'strong' : ''}`}>
            {isUnread && <span className="sr-only">{words.unread}: </span>}
            <span dir="auto">{notice.title}</span>
          </span>
          <span className="small whitespace-nowrap text-ink-3">{moment(notice.at)}</span>
        </span>
        <span className="small block text-pretty text-ink-2">{notice.sentence}</span>
      </Link>
    </li>
  );
}
