import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import type { ThreadView } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { moment } from '../look/moments.ts';
import { words as look } from '../look/strings.ts';
import { threadQuery } from './queries.ts';
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
      <CommentsSwitch {...props} media={media} />
      <p className="small grid justify-items-start gap-2 border-t border-line pt-3">
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

/** While it is being switched, the post is looked at again until it is so. */
const lookMs = 2000;

function CommentsSwitch({
  view,
  workspace,
  media,
}: {
  view: ThreadView;
  workspace: Workspace;
  media: NonNullable<ThreadView['media']>;
}) {
  const { id, connectionId } = view.thread;
  const [asked, setAsked] = useState<boolean>();
  const isSwitching = asked !== undefined && asked !== media.isCommentEnabled;
  useQuery({ ...threadQuery(workspace.id, id), refetchInterval: isSwitching ? lookMs : false });
  const flip = useMutation({
    mutationFn: (on: boolean) =>
      client.media.switchComments({
        params: { workspaceId: workspace.id, connectionId: connectionId ?? '', mediaId: media.mediaId },
        body: { on },
      }),
    onMutate: setAsked,
    onError: () => setAsked(undefined),
  });
  if (media.isCommentEnabled === null || connectionId === null) return null;
  const isOn = asked ?? media.isCommentEnabled;
  return (
    <div className="small border-t border-line py-3">
      <label className="flex items-center gap-2.5">
        <span className="flex-1">{words.commentsOn}</span>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={isOn}
          aria-checked={isOn}
          aria-busy={isSwitching}
          disabled={!mayWith(workspace, view.thread.instagramUserId, contract.media.switchComments.access)}
          onChange={({ target }) => !isSwitching && flip.mutate(target.checked)}
        />
      </label>
      <ProblemNote error={flip.error} />
    </div>
  );
}
