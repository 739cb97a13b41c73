import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../../app/client.ts';
import { isCode, mayPass } from '../../app/problem.ts';
import { postQuery } from '../queries.ts';
import { createDraftKeeper, type DraftKeeper, type Place, type Writing } from './draft-keeper.ts';
import { draftOf, emptyDraft, newItem, type Draft } from './draft.ts';
import { readKept, writeKept } from './kept-draft.ts';

export interface Start {
  workspace: Workspace;
  /** The post to change; without one, a new post. */
  post?: Post | undefined;
  account?: string | undefined;
  /** Files to begin with, by id. */
  assetIds?: string[];
  /** Called once, when the new post has got its place on the server. */
  onCreated?: (post: Post) => void;
}

/** The draft being written: kept at every change, saved when the writing rests, brought together with what others write. */
export function useDraft(start: Start): { writing: Writing; keeper: DraftKeeper } {
  const queryClient = useQueryClient();
  const [keeper] = useState(() =>
    openKeeper(start, (post) => {
      void queryClient.invalidateQueries({ queryKey: ['posts', start.workspace.id], exact: true });
      // With its timeline, if it was read before; what is written here is newer than what would be read.
      queryClient.setQueryData(
        postQuery(start.workspace.id, post.id).queryKey,
        (before) => before && { ...before, post },
      );
    }),
  );
  const writing = useSyncExternalStore(keeper.listen, keeper.read);

  // What somebody else saves meanwhile is heard of before it is in the way.
  const postId = writing.post?.id;
  const { data: heard } = useQuery({
    ...postQuery(start.workspace.id, postId ?? ''),
    enabled: postId !== undefined,
    refetchInterval: 15_000,
  });
  useEffect(() => {
    if (heard) keeper.hear(heard.post);
  }, [keeper, heard]);

  useEffect(() => {
    const leave = () => keeper.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [keeper]);

  return { writing, keeper };
}

function openKeeper(
  { workspace, post, account, assetIds = [], onCreated }: Start,
  onSaved: (post: Post) => void,
) {
  const params = { workspaceId: workspace.id };
  const newKey = `new:${workspace.id}`;
  let key = post?.id ?? newKey;
  const fresh = post
    ? { draft: draftOf(post), base: { postId: post.id, version: post.version, draft: draftOf(post) } }
    : { draft: emptyDraft(account ?? null, assetIds), base: null };
  const kept = readKept(key);

  const place: Place = {
    async create(draft, idempotencyKey) {
      const made = await client.posts.create({ params, body: bodyOf(draft), key: idempotencyKey });
      writeKept(newKey, null);
      key = made.id;
      onSaved(made);
      onCreated?.(made);
      return made;
    },
    async edit({ id, version }, draft) {
      const edited = await client.posts.edit({
        params: { ...params, postId: id },
        body: { ...bodyOf(draft), version },
      });
      onSaved(edited);
      return edited;
    },
    read: async (postId) => (await client.posts.read({ params: { ...params, postId } })).post,
    isConflict: (error) => isCode(error, 'conflict'),
    mayPass,
    keep: (kept) => writeKept(key, kept),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const begun = kept && {
    ...kept,
    draft: withStart(kept.draft, post ? { assetIds: [] } : { assetIds, account }),
  };
  return createDraftKeeper(place, { kept: begun ?? fresh, post });
}

/** What was kept goes on, with what this page was opened for: its files are added, its account is taken where none was chosen. */
function withStart(draft: Draft, start: Pick<Start, 'account'> & { assetIds: string[] }): Draft {
  const missing = start.assetIds.filter((id) => draft.items.every(({ assetId }) => assetId !== id));
  return {
    ...draft,
    connectionId: draft.connectionId ?? start.account ?? null,
    items: [...draft.items, ...missing.map(newItem)],
  };
}

function bodyOf({ connectionId, ...rest }: Draft) {
  // The keeper saves nothing without an account.
  return { connectionId: connectionId ?? '', ...rest };
}
