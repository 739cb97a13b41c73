import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post, PostItem, PostSettings } from '#contract/posts.ts';
import { adviseOnPost } from '#rules/advice.ts';
import type { Breach } from '#rules/breach.ts';
import { kindsFor } from '#rules/capabilities.ts';
import { preflightPost } from '#rules/preflight.ts';
import { mayWith } from '../../app/may.ts';
import { connectionsQuery } from '../../connections/queries.ts';
import { publishedQuery } from '../queries.ts';
import { capabilitiesFor } from './capabilities-for.ts';
import { newItem, type Draft } from './draft.ts';
import { factsOf } from './facts-of.ts';
import { conversion } from './strings.ts';
import { useAssets, type KnownAsset } from './use-assets.ts';
import { useDraft, type Start } from './use-draft.ts';

/** More than Instagram takes, so that nothing is lost before it is sorted out; the contract holds no more. */
const mostFiles = 20;

export type Composition = ReturnType<typeof useComposition>;

/** The post in the making: what is written, its account and files, what its kind takes and what Instagram would say. */
export function useComposition(workspace: Workspace, start: Omit<Start, 'workspace'>) {
  const { writing, keeper } = useDraft({ workspace, ...start });
  const { draft } = writing;
  const [nth, setNth] = useState(0);
  const connections = useQuery(connectionsQuery(workspace.id));
  const offeredAccounts = connections.data?.filter(({ instagramUserId }) =>
    mayWith(workspace, instagramUserId, contract.posts.create.access),
  );
  const active = offeredAccounts?.filter(({ state }) => state === 'active') ?? [];
  const account = active.find(({ id }) => id === draft.connectionId);
  const assets = useAssets(workspace.id, filesOf(draft), start.post);
  const published = usePublished(workspace.id, draft.connectionId);

  const chosen = Math.min(nth, Math.max(draft.items.length - 1, 0));
  const item = draft.items[chosen];
  const known = item && assets.get(item.assetId);
  const asset = typeof known === 'object' ? known : undefined;
  const can = capabilitiesFor(draft.kind, account);
  const facts = factsOf(draft, account?.login ?? 'instagram', assets);
  const offered = kindsFor(draft.items.map(({ assetId }) => sortOf(assets.get(assetId))));
  const isAllKnown = draft.items.every(({ assetId }) => assets.get(assetId) !== undefined);

  const change = (more: Partial<Draft>) => keeper.change((before) => ({ ...before, ...more }));
  const set = (more: Partial<PostSettings>) =>
    keeper.change((before) => ({ ...before, settings: { ...before.settings, ...more } }));
  const changeItem = (more: Partial<PostItem>) =>
    keeper.change((before) => ({
      ...before,
      items: before.items.map((each, i) => (i === chosen ? { ...each, ...more } : each)),
    }));
  const addAssets = (ids: string[]) =>
    keeper.change((before) => ({
      ...before,
      items: [...before.items, ...ids.map(newItem)].slice(0, mostFiles),
    }));

  // One account alone is the one that is meant.
  const onlyId = active.length === 1 ? active[0]?.id : undefined;
  useEffect(() => {
    if (onlyId && draft.connectionId === null)
      keeper.change((before) => ({ ...before, connectionId: onlyId }));
  }, [keeper, onlyId, draft.connectionId]);

  // What was put in says what it becomes; what a person chose stays as long as the files allow it.
  const fitting = offered[0] ?? (draft.items.length > 1 ? 'carousel' : undefined);
  const mustChange = isAllKnown && fitting !== undefined && !offered.includes(draft.kind);
  useEffect(() => {
    if (mustChange) keeper.change((before) => ({ ...before, kind: fitting }));
  }, [keeper, mustChange, fitting]);

  return {
    workspace,
    writing,
    keeper,
    draft,
    accounts: offeredAccounts,
    account,
    assets,
    published,
    chosen,
    choose: setNth,
    item,
    asset,
    can,
    offered,
    isAllKnown,
    isFull: draft.items.length >= mostFiles,
    breaches: [
      ...(facts && draft.items.length > 0 ? preflightPost(facts) : []),
      ...draft.items.flatMap(({ assetId }, nth) => waitsFor(assets.get(assetId), nth)),
    ],
    advice: facts ? adviseOnPost(facts) : [],
    change,
    set,
    changeItem,
    addAssets,
  };
}

function filesOf({ items, settings: { cover } }: Draft): string[] {
  const ids = items.map(({ assetId }) => assetId);
  return cover?.from === 'picture' ? [...ids, cover.assetId] : ids;
}

function sortOf(asset: KnownAsset): 'image' | 'video' {
  return typeof asset === 'object' && asset.video ? 'video' : 'image';
}

/** A video that is still being converted is not what Instagram will fetch. */
function waitsFor(asset: KnownAsset, nth: number): Breach[] {
  if (typeof asset !== 'object' || asset.conversion !== 'waiting') return [];
  return [{ rule: 'conversion_waiting', ...conversion, field: 'items', item: nth }];
}

/** What the workspace has live on the account, newest first. */
function usePublished(workspaceId: string, connectionId: string | null): Post[] {
  const { data = [] } = useQuery({
    ...publishedQuery(workspaceId, connectionId ?? ''),
    enabled: connectionId !== null,
  });
  return data.filter(({ kind }) => !kind.endsWith('_story'));
}
