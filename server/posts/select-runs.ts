import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** A post on its way: what it is, and what its ledger knows of it. */
export type InFlight = Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number];

/** Posts with their ledgers, as a step needs them. The caller says which. */
export function selectRuns(ctx: Context) {
  return ctx.db
    .selectFrom('publish_runs as run')
    .innerJoin('posts as post', 'post.id', 'run.post_id')
    .leftJoin('publish_comments as comment', 'comment.post_id', 'post.id')
    .select([
      'post.id',
      'post.workspace_id',
      'post.connection_id',
      'post.instagram_user_id',
      'post.kind',
      'post.caption',
      'post.first_comment',
      'post.settings',
      'post.state',
      'post.paused_at',
      'post.publish_at',
      'post.media_id',
      'run.attempt',
      'run.container_id',
      'run.container_made_at',
      'run.publish_intent_at',
      'run.publish_called_at',
      'run.publish_calls',
      'run.refusal',
      'run.refusal_details',
      'run.failures',
      'run.due_at',
      'run.permalink_done_at',
      'run.held_by',
      'run.has_room',
      'comment.state as comment_state',
      'comment.due_at as comment_due_at',
    ])
    .select(sql<boolean>`coalesce(run.lease_until > clock_timestamp(), false)`.as('is_leased'))
    .select(hasHold.as('has_hold'));
}

/** Whether anything may be held at all: almost always nothing is, and one look suffices. */
const hasHold = sql<boolean>`exists (
  select from publish_holds
  where scope in ('instagram', post.instagram_user_id, 'near:' || post.instagram_user_id))`;

/**
 * Two at once would make the lookup after a crash ambiguous: nothing of an account overlaps a publish. Two questions, for
 * each has an index: the few posts that are in somebody's hands, and the account's posts of one state.
 */
export const isAccountBusy = sql<boolean>`(exists (
  select from publish_runs other join posts beside on beside.id = other.post_id
  where other.lease_until is not null and other.lease_until > clock_timestamp()
    and beside.instagram_user_id = post.instagram_user_id and beside.id <> post.id)
or (post.state = 'ready' and exists (
  select from posts beside
  where beside.instagram_user_id = post.instagram_user_id and beside.state = 'publishing')))`;

/** Those of `accounts` of which a post is held or may be going live just now: the same question for many at once. */
export async function findBusyAccounts(ctx: Context, accounts: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ account: string }>`
    select beside.instagram_user_id as account
    from publish_runs other join posts beside on beside.id = other.post_id
    where other.lease_until is not null and other.lease_until > clock_timestamp()
      and beside.instagram_user_id = any(${accounts})
    union
    select instagram_user_id from posts
    where instagram_user_id = any(${accounts}) and state = 'publishing'`.execute(ctx.db);
  return new Set(rows.map(({ account }) => account));
}
