import type { PublishingLimit } from '#contract/schedule.ts';
import { crowdingOf, type Crowding } from '#rules/crowding.ts';
import type { Context } from '../context.ts';
import { findPublishingLimits, unknownLimit } from '../posts/index.ts';

const dayMs = 86_400_000;
/** A question about more posts than anybody publishes; beyond it a warning may be missing, never wrong. */
const most = 5000;
const going = ['scheduled', 'preparing', 'ready', 'publishing', 'published', 'unconfirmed'] as const;

const ahead = new Set(['draft', 'in_review', 'approved', 'scheduled']);

interface Timed {
  id: string;
  connection_id: string | null;
  publish_at: Date | null;
  state: string;
}

/** What is to be known of a moment, with the limit that a warning of too many goes by. */
export interface Found {
  warnings: Crowding[];
  limit: PublishingLimit;
}

/** What to know of posts that are still to come, by id: nothing of what is over can be changed. */
export async function findCrowding(
  ctx: Context,
  workspaceId: string,
  posts: Timed[],
): Promise<Map<string, Found>> {
  const now = ctx.clock.now().getTime();
  const coming = posts.filter(
    ({ publish_at, connection_id, state }) =>
      connection_id && publish_at && publish_at.getTime() > now && ahead.has(state),
  );
  const found = new Map<string, Found>();
  if (coming.length === 0) return found;
  const times = coming.map(({ publish_at }) => publish_at!.getTime());
  const connectionIds = [...new Set(coming.map(({ connection_id }) => connection_id!))];
  const limits = await findPublishingLimits(ctx, connectionIds);
  const others = await goingTimes(ctx, workspaceId, {
    connectionIds,
    from: Math.min(...times) - dayMs,
    to: Math.max(...times) + dayMs,
  });
  for (const { id, connection_id, publish_at } of coming) {
    const limit = limits.get(connection_id!) ?? unknownLimit;
    const near = (others.get(connection_id!) ?? []).filter((other) => other.id !== id);
    const warnings = crowdingOf(
      publish_at!.getTime(),
      near.map(({ at }) => at),
      limit.posts,
    );
    if (warnings.length > 0) found.set(id, { warnings, limit });
  }
  return found;
}

/** The same for a moment that no post has yet, or that the post `except` would move to. */
export async function crowdingAt(
  ctx: Context,
  workspaceId: string,
  ask: { connectionId: string; at: number; except: string | undefined; limit: PublishingLimit },
): Promise<Crowding[]> {
  const others = await goingTimes(ctx, workspaceId, {
    connectionIds: [ask.connectionId],
    from: ask.at - dayMs,
    to: ask.at + dayMs,
  });
  const near = (others.get(ask.connectionId) ?? []).filter(({ id }) => id !== ask.except);
  return crowdingOf(
    ask.at,
    near.map(({ at }) => at),
    ask.limit.posts,
  );
}

async function goingTimes(
  ctx: Context,
  workspaceId: string,
  ask: { connectionIds: string[]; from: number; to: number },
): Promise<Map<string, { id: string; at: number }[]>> {
  const rows = await ctx.db
    .selectFrom('posts')
    .select(['id', 'connection_id', 'publish_at'])
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', 'in', ask.connectionIds)
    .where('publish_at', '>=', new Date(ask.from))
    .where('publish_at', '<', new Date(ask.to))
    .where('state', 'in', going)
    .orderBy('publish_at')
    .limit(most)
    .execute();
  const byAccount = new Map<string, { id: string; at: number }[]>();
  for (const { id, connection_id, publish_at } of rows) {
    const known = byAccount.get(connection_id!) ?? [];
    known.push({ id, at: publish_at!.getTime() });
    byAccount.set(connection_id!, known);
  }
  return byAccount;
}
