import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight } from 'lucide-react';
import type { ThreadView } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { CommentsSwitch } from '../media/comments-switch.tsx';
import { mediumQuery } from '../media/queries.ts';
import { WriteTroubles } from '../media/write-troubles.tsx';
import { context as words } from './strings.ts';

/** The post that a conversation stands under. */
export function MediaAside(props: {
  view: ThreadView;
  workspace: Workspace;
  onMedia: (mediaId: string) => void;
}) {
  const { media, thread } = props.view;
  if (!media) return <p className="small text-ink-3">{words.unknown}</p>;
  return (
    <div>
      {media.pictureUrl && (
        <span className="clip w-full [--c:var(--clip)]">
          <img className="aspect-[4/5]" src={media.pictureUrl} alt="" />
        </span>
      )}
      <p className="small strong mt-3.5 line-clamp-4 whitespace-pre-line" dir="auto">
        {media.caption || words.noWords}
      </p>
      <p className="small text-ink-3">{words.live(moment(media.postedAt))}</p>
      <dl className="inbox-figures">
        {(
          [
            [words.comments, media.commentsCount],
            [words.likes, media.likeCount],
            [words.saves, media.saved],
            [words.reach, media.reach],
          ] as const
        ).map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure === null ? look.missing : figure.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {thread.kind === 'comment' && thread.connectionId && (
        <CommentsOf
          workspace={props.workspace}
          account={thread.instagramUserId}
          connectionId={thread.connectionId}
          mediaId={media.mediaId}
        />
      )}
      <p className="small grid justify-items-start gap-2 pt-3">
        {media.permalink && (
          <a
            className="inline-flex items-center gap-1"
            href={media.permalink}
            target="_blank"
            rel="noreferrer"
          >
            {words.open}
            <ArrowUpRight size={14} aria-hidden="true" />
          </a>
        )}
        <Button size="small" kind="quiet" className="-ms-2.5" onClick={() => props.onMedia(thread.mediaId)}>
          {words.only}
        </Button>
      </p>
    </div>
  );
}

/** Whether strangers may write beneath it, as on the page of the post; and what went wrong with it, until a person lets it be. */
function CommentsOf(at: { workspace: Workspace; account: string; connectionId: string; mediaId: string }) {
  const { workspace, ...place } = at;
  const query = useQuery(mediumQuery({ workspaceId: workspace.id, ...place }));
  if (!query.data) return <ProblemNote error={query.error} />;
  const props = { ...at, view: query.data };
  return (
    <div className="grid gap-3">
      <CommentsSwitch {...props} />
      <WriteTroubles {...props} />
    </div>
  );
}
