import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { captionLimits, countCaption } from '#rules/caption.ts';
import { preflightCaption } from '#rules/preflight-words.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { FailedView, ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { PictureDrop } from '../library/picture-drop.tsx';
import { assetQuery } from '../library/queries.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { AccountSelect } from './account-select.tsx';
import { useKeptText } from './kept-text.ts';
import { Preview } from './preview.tsx';
import { Preflight } from './preflight.tsx';
import { composer as words } from './strings.ts';
import { useComposition } from './use-composition.ts';
import './composer.css';

interface ComposerProps {
  workspace: Workspace;
  /** The post to change; without one, a new post. */
  post?: Post;
  connectionId: string | undefined;
  assetId: string | undefined;
  onChoose: (chosen: { account?: string; asset?: string }) => void;
}

/** Account, picture, caption and alternative text, beside the preview and what Instagram would say. */
export function Composer({ workspace, post, connectionId, assetId, onChoose }: ComposerProps) {
  const id = useId();
  const [text, write, forget] = useKeptText(post?.id ?? `new:${workspace.id}`, {
    caption: post?.caption ?? '',
    altText: post?.items[0]?.altText ?? '',
  });
  const connections = useQuery(connectionsQuery(workspace.id));
  const active = connections.data?.filter(({ state }) => state === 'active') ?? [];
  const account =
    active.find((each) => each.id === connectionId) ?? (active.length === 1 ? active[0] : undefined);
  const asset = useQuery({ ...assetQuery(workspace.id, assetId ?? ''), enabled: assetId !== undefined });
  const { draft, publish } = useComposition(workspace, post, forget);

  const isBusy = draft.isPending || publish.isPending;
  const content = account &&
    asset.data && {
      connectionId: account.id,
      items: [{ assetId: asset.data.id, altText: text.altText }],
      caption: text.caption,
    };
  const breaches = [...(asset.data?.breaches ?? []), ...preflightCaption(text.caption)];
  const whyNot = !content ? words.first : breaches.length > 0 ? words.changeFirst : undefined;

  return (
    <div className="composer">
      <div className="composer-editor">
        <div className="composer-body">
          <div className="page-head justify-between">
            <Heading>{post ? words.editTitle : words.newTitle}</Heading>
            <AccountSelect
              query={connections}
              chosen={account?.id}
              slug={workspace.slug}
              onChoose={(chosen) => onChoose({ account: chosen })}
            />
          </div>
          {asset.error && <FailedView error={asset.error} />}
          <PictureDrop
            workspaceId={workspace.id}
            hasPicture={asset.data !== undefined}
            onStored={({ id }) => onChoose({ asset: id })}
          />
          <label className="label mt-7" htmlFor={`${id}-caption`}>
            {words.caption}
          </label>
          <textarea
            id={`${id}-caption`}
            className="caption"
            placeholder={words.captionHint}
            value={text.caption}
            aria-describedby={`${id}-counts`}
            onChange={(event) => write({ caption: event.target.value })}
          />
          <Counts id={`${id}-counts`} caption={text.caption} />
          <label className="label mt-7" htmlFor="alt-text">
            {words.altText}
          </label>
          <textarea
            id="alt-text"
            className="input"
            rows={2}
            maxLength={1000}
            value={text.altText}
            aria-describedby="alt-text-hint"
            onChange={(event) => write({ altText: event.target.value })}
          />
          <span className="hint" id="alt-text-hint">
            {words.altTextHint}
          </span>
          <div className="mt-5">
            <ProblemNote error={publish.error ?? draft.error} />
          </div>
        </div>
        <div className="composer-bar">
          <p className="small flex-1 text-ink-3 max-sm:hidden" id={`${id}-why`}>
            {whyNot ?? (account && words.goesTo(account.username))}
          </p>
          <Button
            disabled={!content || publish.isPending}
            working={draft.isPending && words.saving}
            onClick={() => content && !isBusy && draft.mutate(content)}
          >
            {words.saveDraft}
          </Button>
          <Button
            kind="light"
            disabled={whyNot !== undefined || draft.isPending}
            aria-describedby={`${id}-why`}
            working={publish.isPending && words.publishing}
            onClick={() => content && !isBusy && publish.mutate(content)}
          >
            {words.publish}
          </Button>
        </div>
      </div>
      <aside className="stage" aria-label={words.preview}>
        <Preview
          asset={asset.data}
          username={account?.username}
          caption={text.caption}
          altText={text.altText}
        />
        <Preflight
          workspaceId={workspace.id}
          connectionId={account?.id}
          asset={asset.data}
          captionBreaches={preflightCaption(text.caption)}
          hasAltText={text.altText.trim() !== ''}
        />
      </aside>
    </div>
  );
}

function Counts({ id, caption }: { id: string; caption: string }) {
  const counts = countCaption(caption);
  return (
    <p className="small flex flex-wrap gap-x-5 gap-y-1 pt-3" id={id}>
      {(['characters', 'hashtags', 'mentions'] as const).map((what) => (
        <span key={what} className={tint(counts[what] / captionLimits[what])}>
          {words[what](counts[what], captionLimits[what])}
        </span>
      ))}
    </p>
  );
}

function tint(used: number): string {
  if (used > 1) return 'text-danger';
  return used >= 0.9 ? 'text-warning' : 'text-ink-3';
}
